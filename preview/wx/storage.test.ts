/** @jest-environment jsdom */
import { beforeEach, describe, expect, test } from '@jest/globals';

import { storage } from './storage';

type Storage = Record<string, (...args: unknown[]) => unknown>;

const storageOf = (openid: string) => storage({ openid }) as Storage;

beforeEach(() => localStorage.clear());

describe('storage', () => {
  test('keeps values of one person under the person’s own keys', () => {
    storageOf('a').setStorageSync?.('cart', { seats: 2 });
    expect(Object.keys(localStorage)).toEqual(['phone:a:cart']);
    expect(storageOf('a').getStorageSync?.('cart')).toEqual({ seats: 2 });
    expect(storageOf('b').getStorageSync?.('cart')).toBe('');
  });

  test('clears nobody else’s', () => {
    storageOf('a').setStorageSync?.('cart', 1);
    storageOf('b').setStorageSync?.('cart', 2);
    storageOf('a').clearStorageSync?.();
    expect(Object.keys(localStorage)).toEqual(['phone:b:cart']);
  });

  test('tells apart what is absent and what is empty', async () => {
    storageOf('a').setStorageSync?.('draft', '');
    await expect(storageOf('a').getStorage?.({ key: 'draft' })).resolves.toEqual({ data: '', errMsg: 'getStorage:ok' });
    await expect(storageOf('a').getStorage?.({ key: 'other' })).rejects.toEqual({
      errMsg: 'getStorage:fail data not found',
    });
  });
});
