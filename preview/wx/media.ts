import type { Phone } from '../phone/phone';
import { openDialog } from '../weixin/dialog';
import { draw, drawButton } from '../weixin/draw';
import { pulse } from '../weixin/effects';
import { pickFiles } from '../weixin/file-picker';
import { allowScope } from '../weixin/permissions';
import { allowPrivacy } from '../weixin/privacy';
import { Refused } from '../weixin/refused';
import { api, demandText } from './call';
import type { MakeFamily } from './family';
import { fileUrl, keepFile, openFile } from './files';

interface Choice {
  readonly count?: number;
}

interface FileChoice extends Choice {
  /** Endings that are offered, without a dot; all where there are none. */
  readonly extension?: readonly string[];
}

/** What `wx.createSelectorQuery` gives for a canvas. */
interface CanvasNode {
  toDataURL(type?: string, quality?: number): string;
}

interface CanvasShot {
  readonly canvas?: CanvasNode;
  readonly canvasId?: string;
  readonly fileType?: 'png' | 'jpg';
  readonly quality?: number;
}

const PICTURES_MAX = 9;
const FILES_MAX = 100;

/** Pictures and files that a person chooses, looks at or keeps. */
export const media: MakeFamily = (phone) => ({
  chooseMedia: api<Choice>('chooseMedia', async ({ count = PICTURES_MAX }) => {
    await allowPrivacy(phone, 'chooseMedia');
    const chosen = (await choosePictures(phone, count)).map(({ path, size }) => ({ tempFilePath: path, size }));
    return { type: 'image', tempFiles: chosen.map((file) => ({ ...file, fileType: 'image' })) };
  }),
  chooseImage: api<Choice>('chooseImage', async ({ count = PICTURES_MAX }) => {
    await allowPrivacy(phone, 'chooseImage');
    const tempFiles = await choosePictures(phone, count);
    return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles };
  }),
  chooseMessageFile: api<FileChoice>('chooseMessageFile', async ({ count = FILES_MAX, extension = [] }) => {
    await allowPrivacy(phone, 'chooseMessageFile');
    const accept = extension.map((ending) => `.${ending}`).join(',') || '*';
    const tempFiles = await choose(phone, '选择聊天中的文件', accept, count);
    return { tempFiles: tempFiles.map((file) => ({ ...file, type: 'file' })) };
  }),
  previewImage: api<{ readonly urls: readonly string[]; readonly current?: string }>('previewImage', (options) => {
    void showPicture(phone, fileUrl(options.current ?? options.urls[0] ?? ''));
  }),
  previewMedia: api<{ readonly sources: readonly { readonly url: string }[] }>('previewMedia', ({ sources }) => {
    void showPicture(phone, fileUrl(sources[0]?.url ?? ''));
  }),
  saveImageToPhotosAlbum: api<{ readonly filePath: string }>('saveImageToPhotosAlbum', async (options) => {
    const bytes = await openFile(demandText(options, 'filePath'));
    await allowPrivacy(phone, 'saveImageToPhotosAlbum');
    if (!(await allowScope(phone, 'scope.writePhotosAlbum'))) throw new Refused('auth deny');
    phone.journal.add('call', 'wx.saveImageToPhotosAlbum', { filePath: options.filePath, bytes: bytes.size });
    pulse(phone.screen, '🖼 已存入相册');
  }),
  getImageInfo: api<{ readonly src: string }>('getImageInfo', async (options) => {
    const src = demandText(options, 'src');
    const bytes = await openFile(src);
    const { width, height } = await createImageBitmap(bytes);
    return { width, height, path: keepFile(bytes, src), orientation: 'up', type: bytes.type.replace('image/', '') };
  }),
  canvasToTempFilePath: api<CanvasShot>('canvasToTempFilePath', async (options) => {
    const canvas = options.canvas ?? canvasNamed(options.canvasId ?? '');
    if (canvas === null) throw new Refused('fail canvas is empty');
    const kind = options.fileType ?? 'png';
    const bytes = await openFile(canvas.toDataURL(kind === 'png' ? 'image/png' : 'image/jpeg', options.quality));
    return { tempFilePath: keepFile(bytes, `canvas.${kind}`) };
  }),
});

const choosePictures = (phone: Phone, count: number) => choose(phone, '选择图片', 'image/*', count);

async function choose(phone: Phone, label: string, accept: string, count: number) {
  const chosen = await pickFiles(phone.screen, { label, accept, count });
  if (chosen.length === 0) throw new Refused('cancel');
  return chosen.map((file) => ({
    ...{ path: keepFile(file, file.name), name: file.name },
    ...{ size: file.size, time: Math.floor(file.lastModified / 1000) },
  }));
}

function canvasNamed(canvasId: string): HTMLCanvasElement | null {
  return document.querySelector<HTMLCanvasElement>(`wx-canvas[canvas-id="${CSS.escape(canvasId)}"] canvas`);
}

async function showPicture(phone: Phone, url: string): Promise<void> {
  await openDialog<null>(phone.screen, {
    label: '查看图片',
    shape: 'full',
    cancel: null,
    look: 'weixin-viewer',
    fill: (answer) => [draw('img', { src: url, alt: '' }), drawButton('关闭', 'weixin-plain', () => answer(null))],
  });
}
