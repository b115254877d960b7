import { describe, expect, test } from '@jest/globals';

import {
  importRefusal,
  importResult,
  linesPasted,
  problemLines,
} from '../../../miniprogram/merchant/presenters/code-import';
import { fewCodes } from '../../../miniprogram/merchant/presenters/few-codes';
import type { CodeProblem, MerchantDeal } from '../../../typings/deal';

const bad = (count: number): CodeProblem[] =>
  Array.from({ length: count }, (_, i) => ({ line: i + 1, reason: 'wrong_characters' }));

describe('an import of codes', () => {
  test('says how many were taken, and of each other line why not', () => {
    const result = importResult({
      imported: 98,
      problems: [
        { line: 3, reason: 'empty_line' },
        { line: 7, reason: 'wrong_characters' },
        { line: 8, reason: 'duplicate_in_file' },
        { line: 9, reason: 'duplicate_in_shop' },
      ],
    });
    expect(result).toMatchObject({
      title: '已导入 98 个券码',
      todo: expect.stringMatching(/有 4 行没有导入/),
      more: '',
    });
    expect(result.lines).toEqual([
      '第 3 行：空行',
      '第 7 行：不是 6 到 32 位的数字、字母、短横线',
      '第 8 行：和前面的某一行重复',
      '第 9 行：店里已经有这个券码',
    ]);
  });

  test('without a bad line says that all were taken; without a good one that none was', () => {
    expect(importResult({ imported: 2, problems: [] }).todo).toMatch(/所有行都已导入/);
    expect(importResult({ imported: 0, problems: bad(1) }).title).toBe('没有导入券码');
  });

  test('shows the first lines and copies all, also that the server names no more', () => {
    expect(importResult({ imported: 1, problems: bad(60) })).toMatchObject({
      more: expect.stringMatching(/还有 10 行/),
    });
    expect(problemLines(bad(60))).toHaveLength(60);
    expect(problemLines(bad(200))[200]).toMatch(/200/);
  });

  test('that was refused says why, by its reason', () => {
    expect(importRefusal({ detail: { reason: 'too_many' } })?.what).toBe('超过 20000 行');
    expect(importRefusal({ detail: { reason: 'too_loud' } })).toBeUndefined();
    expect(importRefusal({ detail: {} })).toBeUndefined();
  });

  test('of what is pasted counts the lines that hold something', () => {
    expect(linesPasted('A-1\r\n\n  \nB-2\n')).toBe(2);
  });
});

describe('few codes', () => {
  const deal = (stock: number, codesImported: number, codeSource = 'imported') =>
    ({ stock, codesImported, deal: { codeSource } }) as unknown as MerchantDeal;

  test.each<readonly [stock: number, imported: number, isFew: boolean]>([
    [0, 500, true],
    [10, 20, true],
    [11, 20, false],
    [11, 110, true],
    [12, 110, false],
    [50, 500, true],
    [51, 500, false],
  ])('%i of %i imported: %s', (stock, imported, isFew) => {
    expect(fewCodes(deal(stock, imported)) !== '').toBe(isFew);
  });

  test('a deal that makes its own codes never has few', () => {
    expect(fewCodes(deal(0, 0, 'generated'))).toBe('');
  });
});
