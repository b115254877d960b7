import { expect, test } from '@jest/globals';

import { fromBase64, toBase64 } from './files';

test.each([
  [[], ''],
  [[0], 'AA=='],
  [[255, 0, 128, 7], '/wCABw=='],
])('bytes become base64 and come back: %j', (bytes, text) => {
  expect(toBase64(Uint8Array.from(bytes).buffer)).toBe(text);
  expect([...new Uint8Array(fromBase64(text))]).toEqual(bytes);
});
