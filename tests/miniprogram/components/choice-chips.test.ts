/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/choice-chips/choice-chips', ['choose']);
const choices = [
  { value: 'alone', label: '单独购买', isOn: true },
  { value: 'share', label: '拼团', isOn: false },
];

test('choice-chips: what is on is marked, and what is tapped is told', async () => {
  const chips = await show({ choices, label: '方式' });
  expect(chips.text()).toBe('✓单独购买拼团');
  await chips.tap('拼团');
  expect(chips.heard('choose')).toEqual([{ value: 'share' }]);
});

test('choice-chips: nothing is told while they are disabled', async () => {
  const chips = await show({ choices, disabled: true });
  await chips.tap('拼团');
  expect(chips.heard('choose')).toEqual([]);
});
