import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { fenOf, price, yuan } from '../../../miniprogram/presenters/money';

describe('money', () => {
  test.each([
    [0, '0'],
    [5, '0.05'],
    [2990, '29.90'],
    [3000, '30'],
    [-150, '−1.50'],
  ])('%i fen read as %s yuan', (fen, words) => {
    expect(yuan(fen)).toBe(words);
  });

  test('a negative sum has its sign before the currency', () => {
    expect(price(-2990)).toBe('−¥29.90');
    expect(price(2990)).toBe('¥29.90');
  });

  test.each([
    ['29.9', 2990],
    [' ¥29.90 ', 2990],
    ['0.01', 1],
    ['29.999', undefined],
    ['1e3', undefined],
    ['-1', undefined],
    ['', undefined],
    ['12345678', undefined],
  ])('%j as typed is %p fen', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
  });

  test('what is shown can be typed back, for every sum up to 99,999.99 yuan', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9_999_999 }), (fen) => fenOf(yuan(fen)) === fen));
  });
});
