import type { Phone } from '../phone/phone';
import { openDialog } from './dialog';
import { draw, drawButton } from './draw';
import { neighbours, pixelsOf, type Neighbour } from './neighbours';
import { readCode } from './qr-pixels';

/** How often the camera looks again at the phone that it is held to. */
const LOOK_MS = 500;
/** A photograph is looked at no larger than this, in pixels along its longer side. */
const PHOTO_SIDE_MAX = 2000;

/** Scans a code with the camera; undefined when it was closed. It stays open until a whole code is seen. */
export async function openCamera(phone: Phone): Promise<string | undefined> {
  let stop = (): void => undefined;
  const scanned = await openDialog<string | null>(phone.screen, {
    label: '扫一扫',
    shape: 'full',
    cancel: null,
    look: 'weixin-camera',
    fill(answer) {
      const finder = draw('canvas', { class: 'weixin-finder', 'aria-hidden': 'true' });
      const message = draw('p', { class: 'weixin-hint', role: 'status' }, '对准二维码即可扫描');
      const look = (seen: HTMLCanvasElement): void => {
        show(finder, seen);
        const text = readCode(pixelsOf(seen));
        if (text === undefined) message.textContent = '没有识别到二维码';
        else answer(text);
      };
      const aim = (neighbour: Neighbour): void => {
        stop();
        const timer = window.setInterval(() => look(neighbour.see()), LOOK_MS);
        stop = () => window.clearInterval(timer);
        look(neighbour.see());
      };
      const develop = async (file: File): Promise<void> => {
        stop();
        look(await photograph(file));
      };
      return [
        finder,
        draw('div', { class: 'weixin-frame', 'aria-hidden': 'true' }),
        message,
        draw(
          'div',
          { class: 'weixin-aims' },
          ...neighbours().map((each) => drawAim(each, () => aim(each))),
          drawPhoto(develop),
        ),
        drawButton('×', 'weixin-close', () => answer(null), { 'aria-label': '关闭' }),
      ];
    },
  });
  stop();
  return scanned ?? undefined;
}

function drawAim(neighbour: Neighbour, aim: () => void): HTMLElement {
  return drawButton(`对准 ${neighbour.name} 的屏幕`, 'weixin-aim', aim);
}

/** A photograph of a screen stands in for the camera, where no other phone is beside this one. */
function drawPhoto(develop: (file: File) => Promise<void>): HTMLElement {
  const input = draw('input', {
    ...{ type: 'file', accept: 'image/*', class: 'weixin-file' },
    onchange() {
      const [file] = input.files ?? [];
      input.value = '';
      if (file) void develop(file);
    },
  });
  return draw('label', { class: 'weixin-button weixin-aim' }, '对准一张照片', input);
}

async function photograph(file: File): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  const scale = picture === undefined ? 0 : Math.min(1, PHOTO_SIDE_MAX / Math.max(picture.width, picture.height));
  const seen = draw('canvas', { width: (picture?.width ?? 0) * scale, height: (picture?.height ?? 0) * scale });
  if (picture) seen.getContext('2d')?.drawImage(picture, 0, 0, seen.width, seen.height);
  return seen;
}

function show(finder: HTMLCanvasElement, seen: HTMLCanvasElement): void {
  finder.width = seen.width;
  finder.height = seen.height;
  if (seen.width > 0 && seen.height > 0) finder.getContext('2d')?.drawImage(seen, 0, 0);
}
