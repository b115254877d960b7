/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/stock-sheet/stock-sheet', ['close', 'done']);
const deal = { dealId: 'd1', title: '精致洗车', stock: 5 };

test('stock-sheet: nothing is sent before there is a number, then it says what will be', async () => {
  const sheet = await show({ deal });
  expect(sheet.text()).toContain('现有 5 份可售');
  await sheet.tap('确认调整');
  expect(sheet.wxCalls).toEqual([]);
  await sheet.send('wx-input', 'input', { value: '3' });
  expect(sheet.text()).toContain('调整后 8 份');
});

test('stock-sheet: without an answer only the very same change can be sent again', async () => {
  const sheet = await show({ deal });
  await sheet.send('wx-input', 'input', { value: '3' });
  await sheet.tap('确认调整');
  await sheet.tap('再试一次');
  const [first, again] = sheet.wxCalls;
  expect(first).toEqual(['cloud.callFunction', expect.objectContaining({ name: 'api' })]);
  expect(again).toEqual(first);
  expect(sheet.heard('done')).toEqual([]);
});
