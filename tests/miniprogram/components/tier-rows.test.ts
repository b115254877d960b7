/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/tier-rows/tier-rows', ['change']);
const tiers = [
  { size: '2', price: '99' },
  { size: '5', price: '120' },
];

test('tier-rows: what is typed is told with all rows', async () => {
  const rows = await show({ tiers });
  await rows.send('.money', 'input', { value: '98' });
  expect(rows.heard('change')).toEqual([{ value: [{ size: '2', price: '98' }, tiers[1]] }]);
  await rows.tap('添加一档');
  expect(rows.heard('change')[1]).toEqual({ value: [...tiers, { size: '', price: '' }] });
});

test('tier-rows: a row is taken away, but not the last', async () => {
  const rows = await show({ tiers });
  await rows.send('.remove', 'tap');
  expect(rows.heard('change')).toEqual([{ value: [tiers[1]] }]);
  await rows.set({ tiers: [tiers[1]] });
  expect(rows.find('.remove')).toEqual([]);
});

test('tier-rows: what is wrong stands at its row once it is to be said', async () => {
  const rows = await show({ tiers, problem: '' });
  expect(rows.find('.fault')).toEqual([]);
  await rows.set({ problem: '有问题' });
  expect(rows.find('.fault')).toHaveLength(1);
  expect(rows.text()).toContain('人数要比上一档多，价格要比上一档低');
});
