import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Storage } from '../../emulator/storage/storage';

/** The two addresses that storage hands out: one takes an upload, the other gives a file. */
export async function serveFiles(storage: Storage, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const path = decodeURIComponent((req.url ?? '').slice('/storage/'.length));
  if (req.method === 'PUT') {
    await storage.receive(path.slice('uploads/'.length), await buffer(req));
    res.end();
    return;
  }
  const bytes = await storage.read(`cloud://local-env.bucket/${path}`);
  res.writeHead(bytes === undefined ? 404 : 200).end(bytes);
}
