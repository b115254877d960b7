import { describe, expect, test } from '@jest/globals';
import encodeQR from 'qr';

import { readCode, type Pixels } from './qr-pixels';

const LINK = 'https://q.tuanquan.example/v/eyJ2b3VjaGVyIjoiMDEyMzQ1Njc4OTAxMjM0NTY3ODkwMSJ9.c2lnbmF0dXJlLWhlcmU';

/** A screenshot of a phone with a code in its middle; of the code, this share is covered with grey from above. */
function screenshot(text: string, covered = 0): Pixels {
  const [width, height, scale] = [390, 844, 5];
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 2 });
  const side = modules.length * scale;
  const [left, top] = [Math.floor((width - side) / 2), Math.floor((height - side) / 2)];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const shade = y < side * covered ? 136 : modules[Math.floor(y / scale)]?.[Math.floor(x / scale)] ? 0 : 255;
      data.fill(shade, ((top + y) * width + left + x) * 4, ((top + y) * width + left + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

describe('the camera reads a code from pixels', () => {
  test.each([LINK, '123456789012', '你好，团券', 'pages/group/group?scene=groupId%3D0123456789ABCDEFGHJK'])(
    'whatever its text is: %s',
    (text) => {
      expect(readCode(screenshot(text))).toBe(text);
    },
  );

  test.each([0.4, 0.5, 1])('but not when %d of it is covered', (covered) => {
    expect(readCode(screenshot(LINK, covered))).toBeUndefined();
  });

  test('and finds nothing in an empty picture', () => {
    expect(readCode({ width: 0, height: 0, data: new Uint8ClampedArray() })).toBeUndefined();
  });
});
