import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gateway } from './gateway';

/**
 * The server's `keepAliveTimeout`: longer than a function pauses between two calls, because the SDK does not repeat a
 * call whose kept-alive connection was closed under it.
 */
export const KEEP_ALIVE_MS = 65_000;

/** The largest request that is read to its end: a document of 16 MB and what is around it. */
const BODY_BYTES_MAX = 32 * 1024 * 1024;

/** Serves the gateway over HTTP: `POST /admin`, from this machine only. */
export function createGatewayHandler(gateway: Gateway): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const status = refusedStatus(req);
    if (status !== undefined) {
      res.writeHead(status).end();
      return;
    }
    serve(gateway, req, res).catch(() => req.socket.destroy());
  };
}

/** Whether a Host header names this machine. A page that was lured here under another name is refused by it. */
export function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
}

function refusedStatus(req: IncomingMessage): number | undefined {
  if (!isLocalHost(req.headers.host)) return 403;
  if (req.url?.split('?')[0] !== '/admin') return 404;
  return req.method === 'POST' ? undefined : 405;
}

async function serve(gateway: Gateway, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const answer = await gateway.answer({ contentType: req.headers['content-type'] ?? '', body: await readBody(req) });
  if (answer === 'lost') {
    req.socket.destroy();
    return;
  }
  const length = Buffer.byteLength(answer.body);
  res.writeHead(200, { 'content-type': answer.contentType, 'content-length': length }).end(answer.body);
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error('the request is too large');
  }
  return Buffer.concat(chunks);
}
