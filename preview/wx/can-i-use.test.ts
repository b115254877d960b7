import { expect, test } from '@jest/globals';

import { canIUse } from './can-i-use';

const members = { scanCode: () => undefined, cloud: { uploadFile: () => undefined } };

test.each([
  ['scanCode', true],
  ['scanCode.object.onlyFromCamera', true],
  ['cloud', true],
  ['cloud.uploadFile', true],
  ['cloud.database', false],
  ['request', false],
  ['toString', false],
  ['button.open-type.share', true],
  ['ad', false],
  ['', false],
])('wx.canIUse knows what the preview has: %s is %s', (schema, expected) => {
  expect(canIUse(members, (tag) => tag === 'button', schema)).toBe(expected);
});
