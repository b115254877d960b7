import { expect, test } from '@jest/globals';

import { codeTyped } from '../../../miniprogram/clerk/presenters/code-typed';

test.each([
  ['123456789012', '123456789012'],
  ['1234 5678 9012', '123456789012'],
  [' ab-10000 1', 'AB-100001'],
  ['A1B2C3', 'A1B2C3'],
])('a code is found in "%s"', (typed, code) => {
  expect(codeTyped(typed)).toBe(code);
});

test.each(['', '12345', 'A'.repeat(33), '券码一二三四五', 'AB_1000'])('"%s" cannot be a code', (typed) => {
  expect(codeTyped(typed)).toBeUndefined();
});
