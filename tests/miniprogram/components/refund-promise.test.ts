/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/refund-promise/refund-promise');

const terms = [{ label: '随时退', line: '随时可以申请退款。', isGiven: true }];
const afterUses = [
  { uses: '没用过', back: '¥2' },
  { uses: '用过 1 次', back: '不退' },
];

test('refund-promise: a tap tells the terms and the table of a times card, one more hides them', async () => {
  const promise = await show({ terms, afterUses });
  expect(promise.text()).toBe('随时退');
  await promise.tap('随时退');
  expect(promise.text()).toBe(
    '随时退退款说明随时退随时可以申请退款。用过几次后退多少（每张券）没用过¥2用过 1 次不退知道了',
  );
  await promise.tap('知道了');
  expect(promise.text()).toBe('随时退');
});
