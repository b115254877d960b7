import { inflateSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import { getUnlimited } from './wxacode';
import { wechatForTests } from './wechat-for-tests';

/** The picture that getUnlimited answers, read back as pixels; the errcode where it answers none. */
function ask(args: Record<string, unknown>) {
  const answer = getUnlimited(wechatForTests(), args, { appid: 'wxmerchant' });
  if ('json' in answer) return { errcode: answer.json.errcode };
  const { bytes } = answer;
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  // The only IDAT chunk follows the header chunk, which ends at byte 33.
  const pixels = inflateSync(bytes.subarray(41, 41 + bytes.readUInt32BE(33)));
  const rgba = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    const grey = pixels[Math.floor(i / width) * (width + 1) + 1 + (i % width)] ?? 0;
    rgba.set([grey, grey, grey, 255], i * 4);
  }
  return { contentType: answer.contentType, start: bytes.subarray(1, 4).toString(), width, height, data: rgba };
}

test('wxacode.getUnlimited: a PNG whose QR code opens the page with the scene', () => {
  const picture = ask({ page: 'pages/deal/deal', scene: 'dealId=D1&a=b', width: 430 });
  if (picture.data === undefined) throw new Error('no picture');
  expect(picture).toMatchObject({ contentType: 'image/png', start: 'PNG' });
  expect(picture.width).toBeGreaterThan(280);
  expect(picture.width).toBeLessThanOrEqual(430);
  expect(decodeQR(picture)).toBe('pages/deal/deal?scene=dealId%3DD1%26a%3Db');
});

const wrong: readonly (readonly [string, Record<string, unknown>, number])[] = [
  ['no scene', { scene: undefined }, 40129],
  ['a scene of 33', { scene: 'x'.repeat(33) }, 40129],
  ['a scene with %', { scene: 'a%20b' }, 40129],
  ['a scene in Chinese', { scene: '团' }, 40129],
  ['a page with a leading slash', { page: '/pages/deal/deal' }, 41030],
  ['a page with a query', { page: 'pages/deal/deal?a=1' }, 41030],
  ['a width of 279', { width: 279 }, 40097],
];
test.each(wrong)('wxacode.getUnlimited: %s is refused', (_, over, code) => {
  expect(ask({ scene: 'x', page: 'pages/deal/deal', ...over })).toEqual({ errcode: code });
});

test("wxacode.getUnlimited: all of WeChat's characters may stand in a scene of 32", () => {
  expect(ask({ scene: "az09!#$&'()*+,/:;=?@-._~".padEnd(32, 'Z') })).toMatchObject({ contentType: 'image/png' });
});
