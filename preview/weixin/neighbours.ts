import type { Pixels } from './qr-pixels';

/** Another phone that this one's camera can be held to. */
export interface Neighbour {
  /** What its owner calls it, e.g. 买家A. */
  readonly name: string;
  /** What the camera sees of it now: what covers a picture on its screen covers it here too. */
  readonly see: () => HTMLCanvasElement;
}

/** Smaller pictures hold no code that a camera could read. */
const PICTURE_SIDE_MIN = 60;
/** How finely it is felt out what covers a picture: so many cells along a side. */
const CELLS = 24;
/** The screen is seen at twice its size, as a phone's pixels are. */
const SCALE = 2;

/** The phones beside this one on the same desk, found as frames of the window around it. */
export function neighbours(): readonly Neighbour[] {
  if (window.parent === window) return [];
  return [...window.parent.document.querySelectorAll('iframe')]
    .filter((frame) => frame !== window.frameElement && frame.contentDocument !== null)
    .map((frame) => ({ name: nameOf(frame), see: () => seeScreen(frame) }));
}

/** A frame is titled 阿青的手机. */
function nameOf({ title }: HTMLIFrameElement): string {
  return title === '' ? '旁边' : title.replace(/的手机$/, '');
}

function seeScreen(frame: HTMLIFrameElement): HTMLCanvasElement {
  const seen = document.createElement('canvas');
  seen.width = frame.clientWidth * SCALE;
  seen.height = frame.clientHeight * SCALE;
  const pen = seen.getContext('2d');
  const screen = frame.contentDocument;
  if (pen === null || screen === null) return seen;
  pen.scale(SCALE, SCALE);
  pen.fillStyle = '#dddddd';
  pen.fillRect(0, 0, frame.clientWidth, frame.clientHeight);
  for (const picture of screen.querySelectorAll<HTMLCanvasElement | HTMLImageElement>('canvas, img')) {
    if (isShown(picture)) drawUncovered(pen, picture);
  }
  return seen;
}

function isShown(picture: Element): boolean {
  const { width, height } = picture.getBoundingClientRect();
  const isSeen = picture.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return isSeen && width >= PICTURE_SIDE_MIN && height >= PICTURE_SIDE_MIN;
}

/** Draws a picture where it stands on its screen, and grey wherever something else lies over it or it is cut off. */
function drawUncovered(pen: CanvasRenderingContext2D, picture: HTMLCanvasElement | HTMLImageElement): void {
  const { left, top, width, height } = picture.getBoundingClientRect();
  pen.drawImage(picture, left, top, width, height);
  pen.fillStyle = '#888888';
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const x = left + (column * width) / CELLS;
      const y = top + (row * height) / CELLS;
      if (isCovered(picture, x + width / CELLS / 2, y + height / CELLS / 2)) {
        pen.fillRect(x - 1, y - 1, width / CELLS + 2, height / CELLS + 2);
      }
    }
  }
}

function isCovered(picture: Element, x: number, y: number): boolean {
  const top = picture.ownerDocument.elementFromPoint(x, y);
  return top === null || !(top === picture || top.contains(picture));
}

/** The pixels of what was seen. */
export function pixelsOf(seen: HTMLCanvasElement): Pixels {
  const pen = seen.getContext('2d', { willReadFrequently: true });
  if (pen === null || seen.width === 0 || seen.height === 0)
    return { width: 0, height: 0, data: new Uint8ClampedArray() };
  return pen.getImageData(0, 0, seen.width, seen.height);
}
