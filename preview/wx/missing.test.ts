import { expect, test } from '@jest/globals';

import { closedTo } from './missing';

function closed() {
  const missing: string[] = [];
  const journal = { entries: [], add: (kind: string, title: string) => void missing.push(`${kind} ${title}`) };
  return { missing, wx: closedTo({ journal }, 'wx', { scanCode: () => 'a' }) as Record<string, unknown> };
}

test('a part of WeChat that is not there is written down and throws by its name', () => {
  const { missing, wx } = closed();
  expect(() => wx.request).toThrow('wx.request is not offered by the preview');
  expect(missing).toEqual(['missing wx.request']);
});

test('what is there, and what the language asks of any object, is not missing', async () => {
  const { missing, wx } = closed();
  expect(wx.scanCode).toBeInstanceOf(Function);
  expect('request' in wx).toBe(false);
  expect(JSON.stringify(wx)).toBe('{}');
  expect(await Promise.resolve(wx)).toBe(wx);
  expect(missing).toEqual([]);
});
