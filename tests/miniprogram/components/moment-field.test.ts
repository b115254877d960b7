/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/moment-field/moment-field', ['change']);

test('moment-field: without a day there is no time to choose', async () => {
  const field = await show({ label: '开始销售', otherwise: '上架后立即', problem: '不能早于现在' });
  expect(field.text()).toBe('开始销售上架后立即不能早于现在');
  expect(field.find('.picked')).toHaveLength(1);
});

test('moment-field: day, time and neither are told', async () => {
  const field = await show({ label: '开始销售', day: '2026-12-01', time: '10:00' });
  expect(field.text()).toContain('2026-12-01');
  await field.tap('清除');
  expect(field.heard('change')).toEqual([{ part: 'Day', value: '' }]);
});
