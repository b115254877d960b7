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

test('stock-sheet: opened anew while a change is under way, it sends the very same', async () => {
  const answers: ((answer: object) => void)[] = [];
  const asked: unknown[] = [];
  const callFunction = (options: unknown): Promise<object> => {
    asked.push(options);
    return new Promise((resolve) => answers.push(resolve));
  };
  const { wx } = globalThis as unknown as { readonly wx: object };
  Object.assign(globalThis, { wx: Object.assign(Object.create(wx) as object, { cloud: { callFunction } }) });
  const another = { ...deal, dealId: 'd2' };
  const left = await show({ deal: another });
  await left.send('wx-input', 'input', { value: '3' });
  await left.tap('确认调整');
  const sheet = await show({ deal: another });
  expect(sheet.text()).toContain('上次没有收到结果');
  answers[0]?.({ result: { ok: true, now: 0, data: { stock: 8 } } });
  await left.set({});
  expect(left.heard('done')).toEqual([{ dealId: 'd2', stock: 8 }]);
  await sheet.tap('再试一次');
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
});
