import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { given, last, local } from './local-gateway';
import { row } from './row';
import { database as db, sdk } from './sdk';

/** Calls the database once while a server answers every request in the same way, whatever is asked. */
async function answeredWith(status: number, body: string): Promise<unknown> {
  const server = createServer((req, res) => {
    req
      .resume()
      .on('end', () => res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  process.env.TCB_CONTEXT_CNFG = JSON.stringify({ URL: `http://127.0.0.1:${String(port)}/admin` });
  try {
    return await db
      .collection('any')
      .add({ data: { n: 1 } })
      .catch((error: unknown) => error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** TR: how a call gets there and back. */
export function transportRows(): void {
  requestRows();
  answerRows();
  callerRows();
}

function requestRows(): void {
  row('TR-01', async () => {
    await db.collection(given([])).get();
    expect(local.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: expect.stringMatching(/^\/admin\?env=local-env&seqId=[0-9a-f]+_[0-9a-f]+$/),
    });
  });

  row('TR-02', async () => {
    const { token } = local.actAs();
    const name = given([]);
    await db.collection(name).get();
    expect(local.seen.at(-1)?.headers['content-type']).toBe('application/json');
    expect(last('database.getDocument')).toEqual({
      action: 'database.getDocument',
      collectionName: name,
      queryType: 'WHERE',
      limit: 100,
      envName: 'local-env',
      wxCloudApiToken: token,
      tcb_sessionToken: '',
      crossAuthorizationToken: '',
    });
  });

  row('TR-03', async () => {
    const { token } = local.actAs();
    await sdk.cloudPay.queryOrder({ subMchId: '1900000001', outTradeNo: 'T0', nonceStr: 'n' });
    const { request, fields } = local.exchanges.at(-1) ?? {};
    expect(request?.contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.body.toString()).toContain('Content-Type: application/octet-stream');
    expect(fields).toMatchObject({ action: 'wx.wxPayApi', apiName: 'queryOrder', wxCloudApiToken: token });
  });

  row('TR-11', async () => {
    const name = given([]);
    await db.collection(name).get();
    const before = local.connections;
    for (let i = 0; i < 5; i += 1) await db.collection(name).get();
    expect(local.connections).toBe(before);
  });
}

function answerRows(): void {
  row(['TR-04', 'TR-05'], async () => {
    await db.collection(given([])).get();
    expect(local.lastAnswer()).toEqual({ requestId: expect.any(String), data: { list: [] } });
    await db
      .collection('nowhere')
      .get()
      .catch(() => undefined);
    expect(local.lastAnswer()).toEqual({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
      message: expect.any(String),
      requestId: expect.any(String),
    });
  });

  row('TR-06', async () => {
    const taken = await answeredWith(200, '{"code":"SUCCESS","requestId":"r","data":{"insertedIds":["a"]}}');
    expect(taken).toBeInstanceOf(Error);
    const plain = await answeredWith(200, '{"requestId":"r","data":{"insertedIds":["a"]}}');
    expect(plain).toEqual({ _id: 'a', errMsg: 'collection.add:ok' });
  });

  row('TR-07', async () => {
    expect(await answeredWith(200, '')).toMatchObject({ errCode: -1 });
    expect(await answeredWith(200, 'no json')).toMatchObject({ errCode: -1 });
  });

  row('TR-08', async () => {
    expect(await answeredWith(500, '{}')).toMatchObject({ errCode: -501001 });
  });

  row('TR-10', async () => {
    const name = given([]);
    local.faults.replace([{ match: { call: 'database.insertDocument' }, kind: 'lose-answer' }]);
    const from = local.exchanges.length;
    await expect(db.collection(name).add({ data: { n: 1 } })).rejects.toMatchObject({ errCode: -501001 });
    local.faults.replace([]);
    expect(local.exchanges.slice(from)).toMatchObject([{ answer: 'lost' }]);
    expect(local.engine.count(name, {})).toBe(1);
  });
}

function callerRows(): void {
  row('TR-09', async () => {
    const name = given([]);
    const { token } = local.actAs();
    await db.collection(name).get();
    local.invocations.end(token);
    const invalid = { errCode: -501008, errMsg: expect.stringContaining('invalid request source') };
    await expect(db.collection(name).get()).rejects.toMatchObject(invalid);
    process.env.WX_API_TOKEN = 'token-of-nobody';
    await expect(db.collection(name).add({ data: { n: 1 } })).rejects.toMatchObject(invalid);
    expect(local.engine.count(name, {})).toBe(0);
  });

  row('TR-12', async () => {
    const { token } = local.actAs();
    const response = await fetch(`${local.origin}/admin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'database.modifyAndReturnDoc', wxCloudApiToken: token }),
    });
    expect(await response.json()).toEqual({
      code: 'NOT_IMPLEMENTED',
      message: 'database.modifyAndReturnDoc is not implemented by the local cloud',
      requestId: expect.any(String),
    });
  });
}
