/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/tier-ladder/tier-ladder');

test('tier-ladder: each step has its people, what comes back, its price, and a mark if any', async () => {
  const ladder = await show({
    tiers: [
      { people: '满 2 人', price: '¥30', back: '参团时先付这个价', state: 'current', mark: '现价' },
      { people: '满 5 人', price: '¥20', back: '', state: 'ahead', mark: '' },
    ],
  });
  expect(ladder.text()).toBe('满 2 人现价参团时先付这个价¥30满 5 人¥20');
});
