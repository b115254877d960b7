import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Gateway } from './gateway';
import { createGatewayHandler, isLocalHost } from './http';

/** Answers with what it was asked, or loses the answer when asked to. */
const gateway: Gateway = {
  answer: ({ contentType, body }) => Promise.resolve(body.toString() === 'lose' ? 'lost' : { contentType, body }),
};
let server: Server;

beforeAll(async () => {
  server = createServer(createGatewayHandler(gateway));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The status and body of one request; rejects when the connection breaks. */
function ask(method: string, path: string, body: string, host = 'localhost'): Promise<readonly [number, string]> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const headers = { host, 'content-type': 'application/json' };
    const asked = request({ port, host: '127.0.0.1', method, path, headers }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      res.on('end', () => resolve([res.statusCode ?? 0, text]));
    });
    asked.on('error', reject).end(method === 'POST' ? body : undefined);
  });
}

test.each([
  ['POST', '/admin?env=e&seqId=1', '127.0.0.1:80', 200],
  ['POST', '/admin', 'localhost', 200],
  ['POST', '/admin', 'evil.example', 403],
  ['POST', '/admin', '127.0.0.1.evil.example', 403],
  ['GET', '/admin', 'localhost', 405],
  ['POST', '/administrator', 'localhost', 404],
])('%s %s for host %s: status %i', async (method, path, host, status) => {
  expect((await ask(method, path, 'x', host))[0]).toBe(status);
});

test('the body comes and goes as it is', async () => {
  expect(await ask('POST', '/admin', '{"图":1}')).toEqual([200, '{"图":1}']);
});

test('a lost answer breaks the connection before any byte', async () => {
  await expect(ask('POST', '/admin', 'lose')).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a request without Host is not local', () => {
  expect(isLocalHost(undefined)).toBe(false);
});
