import type { Route } from '../../emulator/local/route';
import { fileBelow } from './files';

/** The desk, the phone, and what they load from the folder of the built preview. */
export function pageRoutes(folder: string, isDemoShop: boolean): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      isLeaf: true,
      summary: 'the preview: several phones side by side, chat, clock, log',
      passesJumps: true,
      async answer(request) {
        const { status, body } = await fileBelow(folder, 'desk/desk.html', { ...request, headers: {} });
        const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
        return { status, headers, body: String(body).replace('{shop}', isDemoShop ? 'demo' : 'empty') };
      },
    },
    {
      method: 'GET',
      path: '/phone',
      summary: 'one phone, full page: ?openid=&path=, the path URL-encoded; with &chat=1 it begins in the chat',
      passesJumps: true,
      answer: (request) => fileBelow(folder, 'phone.html', request),
    },
    {
      method: 'GET',
      path: '/preview/assets/',
      summary: 'the files of the preview',
      passesJumps: true,
      answer: (request) => fileBelow(folder, request.rest, request),
    },
  ];
}
