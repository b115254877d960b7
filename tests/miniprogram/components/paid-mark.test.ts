/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/paid-mark/paid-mark', ['done', 'close']);

test('paid-mark: without saying how it was paid nothing is sent', async () => {
  const sheet = await show({ refundId: 'R1', amount: '¥10' });
  expect(sheet.text()).toContain('把 ¥10 退给顾客');
  await sheet.tap('已退给顾客');
  expect(sheet.text()).toContain('请填写怎么退的');
  expect(sheet.wxCalls).toEqual([]);
});

test('paid-mark: without an answer only the very same is sent again, also by a sheet opened anew', async () => {
  const sheet = await show({ refundId: 'R2', amount: '¥10' });
  await sheet.send('text-field', 'change', { value: '转账 881' });
  await sheet.tap('已退给顾客');
  const [sent] = sheet.wxCalls;
  const again = await show({ refundId: 'R2', amount: '¥10' });
  await again.tap('再试一次');
  expect(again.wxCalls).toEqual([sent]);
  expect(again.heard('done')).toEqual([]);
});
