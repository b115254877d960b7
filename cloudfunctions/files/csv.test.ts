import { expect, test } from '@jest/globals';
import { csv } from './csv';

const textOf = (cell: string | number) => Buffer.from(csv([[cell]])).toString('utf8');

test.each([
  ['a text is quoted', '一店', '"一店"'],
  ['a quote is doubled', '"好"', '"""好"""'],
  ['a line break stays in its cell', 'a\nb', '"a\nb"'],
  ['a formula is none', '=1+1', `"'=1+1"`],
  ['nor behind another sign', '@SUM(A1)', `"'@SUM(A1)"`],
  ['a number is one', 80.01, '80.01'],
  ['a negative number is one too', -3, '-3'],
])('csv: %s', (_, cell, expected) => {
  expect(textOf(cell)).toBe(`\uFEFF${expected}\r\n`);
});
