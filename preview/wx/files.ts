import type { Phone } from '../phone/phone';
import { pictureUrl } from '../phone/urls';
import { openDialog } from '../weixin/dialog';
import { draw, drawButton } from '../weixin/draw';
import { Refused } from '../weixin/refused';
import { send } from '../weixin/server';
import { api, demandText } from './call';
import type { Family, MakeFamily } from './family';

interface Read {
  readonly filePath: string;
  readonly encoding?: string;
}

interface Write extends Read {
  readonly data: string | ArrayBuffer;
}

interface Download {
  readonly url: string;
  readonly filePath?: string;
}

const USER_FOLDER = 'wxfile://usr';

/** What the app wrote under `wx.env.USER_DATA_PATH`, by path; a restart of the phone loses it. */
const written = new Map<string, string>();

/**
 * A temporary file for these bytes. Its path is a URL that `<image>` shows as it is; the name behind `#` is there
 * because apps take the kind of a file from the end of its path.
 */
export function keepFile(bytes: Blob, name: string): string {
  return `${URL.createObjectURL(bytes)}#/${name.split(/[/?#]/).at(-1) ?? 'file'}`;
}

/** Where a path of the mini-program's is found: a cloud file id, a URL, a temporary file, or a file of the package. */
export function fileUrl(path: string): string {
  if (path.startsWith(USER_FOLDER)) return written.get(path) ?? '';
  return pictureUrl(path, '');
}

/** The bytes of a file of the phone. Refused when there is none. */
export async function openFile(path: string): Promise<Blob> {
  const url = fileUrl(path);
  const answer = url === '' ? undefined : await fetch(url).catch(() => undefined);
  if (!answer?.ok) throw new Refused(`no such file or directory, open '${path}'`);
  return answer.blob();
}

/** Temporary files, downloads, documents, and as much of the file system as an app needs to hand a file on. */
export const files: MakeFamily = (phone) => {
  const system = fileSystem();
  return {
    env: { USER_DATA_PATH: USER_FOLDER },
    getFileSystemManager: () => system,
    downloadFile: api<Download>('downloadFile', async (options) => {
      const answer = await send(phone, fileUrl(demandText(options, 'url')));
      const path = keepFile(await answer.blob(), options.filePath ?? new URL(answer.url).pathname);
      if (options.filePath === undefined) return { tempFilePath: path, statusCode: answer.status };
      written.set(options.filePath, path);
      return { filePath: options.filePath, statusCode: answer.status };
    }),
    saveFile: api<{ readonly tempFilePath: string }>('saveFile', async ({ tempFilePath }) => {
      const savedFilePath = `${USER_FOLDER}/${nameOf(tempFilePath)}`;
      written.set(savedFilePath, keepFile(await openFile(tempFilePath), nameOf(tempFilePath)));
      return { savedFilePath };
    }),
    openDocument: api<Read>('openDocument', (options) => showDocument(phone, demandText(options, 'filePath'))),
    shareFileMessage: api<Read & { readonly fileName?: string }>('shareFileMessage', (options) =>
      showDocument(phone, demandText(options, 'filePath'), options.fileName),
    ),
  };
};

function fileSystem(): Family {
  return {
    readFile: api<Read>('readFile', async (options) => {
      const bytes = await openFile(demandText(options, 'filePath'));
      if (options.encoding === undefined) return { data: await bytes.arrayBuffer() };
      if (options.encoding === 'base64') return { data: await base64Of(bytes) };
      return { data: await bytes.text() };
    }),
    writeFile: api<Write>('writeFile', (options) => {
      const path = demandText(options, 'filePath');
      if (!path.startsWith(`${USER_FOLDER}/`)) throw new Refused(`permission denied, open '${path}'`);
      const parts = options.encoding === 'base64' ? fromBase64(options.data as string) : options.data;
      written.set(path, keepFile(new Blob([parts]), nameOf(path)));
    }),
    access: api<{ readonly path: string }>('access', ({ path }) => openFile(path)),
    unlink: api<Read>('unlink', ({ filePath }) => {
      if (!written.delete(filePath)) throw new Refused(`no such file or directory, unlink '${filePath}'`);
    }),
  };
}

async function showDocument(phone: Phone, path: string, name = nameOf(path)): Promise<void> {
  const url = URL.createObjectURL(await openFile(path));
  phone.journal.add('call', 'wx.openDocument', { path, name });
  const link = draw('a', { class: 'weixin-button weixin-main', href: url, download: name }, `保存 ${name}`);
  void openDialog<null>(phone.screen, {
    label: '文件',
    shape: 'sheet',
    cancel: null,
    fill: (answer) => [
      draw('h2', { class: 'weixin-title' }, name),
      link,
      drawButton('关闭', 'weixin-plain', () => answer(null)),
    ],
  });
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}

/** Bytes as base64. */
export async function base64Of(bytes: Blob): Promise<string> {
  return toBase64(await bytes.arrayBuffer());
}

/** `wx.arrayBufferToBase64`. */
export function toBase64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}

/** `wx.base64ToArrayBuffer`. */
export function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}
