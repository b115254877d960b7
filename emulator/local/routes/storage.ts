import { extname } from 'node:path';

import { fileIdOf } from '../../storage/cloud-path';
import { json, openidOf, Refusal, type LocalAnswer, type Route } from '../route';

const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const uploadFile: Route = {
  method: 'PUT',
  path: '/local/storage/',
  summary: 'wx.cloud.uploadFile from a phone: {path} in the path, the bytes as the body, the person in x-openid',
  async answer(request, { storage }) {
    return json({ fileId: await storage.write(request.rest, request.body, openidOf(request)) });
  },
};

export const receiveUpload: Route = {
  method: 'PUT',
  path: '/storage/uploads/',
  summary: 'where wx-server-sdk puts the bytes of a file',
  passesJumps: true,
  async answer({ rest, body }, { storage }) {
    if ((await storage.receive(rest, body)) === undefined) throw new Refusal(404, 'no such upload is open');
    // Any body would be read as the XML of a failure (wx-server-sdk 4.0.2, measured 2026-11-22).
    return { status: 200, headers: {}, body: '' };
  },
};

export const readFile: Route = {
  method: 'GET',
  path: '/storage/',
  summary: 'a file by its temporary URL',
  passesJumps: true,
  async answer({ rest }, { storage }): Promise<LocalAnswer> {
    const body = await storage.read(fileIdOf(rest));
    if (!body) throw new Refusal(404, 'no such file');
    const contentType = contentTypes[extname(rest).toLowerCase()] ?? 'application/octet-stream';
    return { status: 200, headers: { 'content-type': contentType, 'x-content-type-options': 'nosniff' }, body };
  },
};
