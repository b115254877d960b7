/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/text-field/text-field', ['change']);

test('text-field: each key is told, and what is wrong stands below', async () => {
  const field = await show({ label: '每人限购', unit: '份', hint: '不填为不限', problem: '请填整数' });
  expect(field.text()).toBe('每人限购份请填整数不填为不限');
  await field.send('.input', 'input', { value: '12' });
  expect(field.heard('change')).toEqual([{ value: '12' }]);
});

test('text-field: several lines are an area of their own', async () => {
  const field = await show({ label: '说明', kind: 'area' });
  expect(field.find('.area')).toHaveLength(1);
});
