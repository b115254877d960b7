import { expect, test } from '@jest/globals';

import { isRunningLow, linesOf, readCodes } from './imported-code';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each([
  ['two lines', 'AB-1234\nCD-5678', ['AB-1234', 'CD-5678']],
  ['a final line break', 'AB-1234\n', ['AB-1234']],
  ['the line breaks of Windows', 'AB-1234\r\nCD-5678\r\n', ['AB-1234', 'CD-5678']],
  ['a byte order mark', '\uFEFFAB-1234', ['AB-1234']],
  ['an empty last line', 'AB-1234\n\n', ['AB-1234', '']],
  ['one empty line', '\n', ['']],
  ['nothing', '', []],
  ['nothing but a byte order mark', '\uFEFF', []],
])('linesOf: a file with %s', (_, text, lines) => {
  expect(linesOf(bytes(text))).toEqual(lines);
});

test('linesOf: another encoding gives lines that hold no code', () => {
  const lines = linesOf(new Uint8Array(Buffer.from('AB-1234\nCD-5678', 'utf16le')));
  expect(readCodes(lines).codes).toEqual([]);
});

test.each([
  ['digits', '123456', '123456'],
  ['letters, in capitals', 'abCdef', 'ABCDEF'],
  ['blanks and tabs around it', ' \tAB-1234\t ', 'AB-1234'],
  ['32 characters', 'A'.repeat(32), 'A'.repeat(32)],
])('readCodes: takes %s', (_, line, code) => {
  expect(readCodes([line])).toEqual({ codes: [{ line: 1, code }], problems: [] });
});

test.each([
  ['an empty line', '', 'empty_line'],
  ['a line of blanks', ' \t ', 'empty_line'],
  ['five characters', '12345', 'wrong_characters'],
  ['33 characters', 'A'.repeat(33), 'wrong_characters'],
  ['a blank within', '123 456', 'wrong_characters'],
  ['a full-width digit', '12345６', 'wrong_characters'],
  ['letters that become others in capitals', 'straße', 'wrong_characters'],
  ['two columns', '123456,654321', 'wrong_characters'],
])('readCodes: %s is not taken', (_, line, reason) => {
  expect(readCodes([line])).toEqual({ codes: [], problems: [{ line: 1, reason }] });
});

test('readCodes: of equal codes the first is taken, whatever case they are in; lines count from 1', () => {
  expect(readCodes(['aaaaaa', 'BBBBBB', '', 'AAAAAA', 'bbbbbb'])).toEqual({
    codes: [
      { line: 1, code: 'AAAAAA' },
      { line: 2, code: 'BBBBBB' },
    ],
    problems: [
      { line: 3, reason: 'empty_line' },
      { line: 4, reason: 'duplicate_in_file' },
      { line: 5, reason: 'duplicate_in_file' },
    ],
  });
});

test.each([
  [10, 50, true],
  [11, 50, false],
  [20, 200, true],
  [21, 200, false],
  [20, 209, true],
  [21, 209, false],
  [0, 0, true],
])('isRunningLow: %i left of %i imported: %s', (left, imported, low) => {
  expect(isRunningLow(left, imported)).toBe(low);
});
