/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/code-sheet/code-sheet', ['close']);

test('code-sheet: without a network it says so, offers no code to keep, and can be tried again', async () => {
  const sheet = await show({ dealId: 'd1', heading: '精致洗车' });
  expect(sheet.text()).toContain('网络不通');
  expect(sheet.find('.path')).toEqual([]);
  await sheet.tap('再试一次');
  const asked = { name: 'api', data: { action: 'getShareCode', input: { dealId: 'd1' } } };
  expect(sheet.wxCalls).toEqual([
    ['cloud.callFunction', asked],
    ['cloud.callFunction', asked],
  ]);
});
