/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/refund-terms/refund-terms');

test('refund-terms: a times card without a table is told in a sentence', async () => {
  const terms = [{ label: '随时退', line: '随时可以申请退款。', isGiven: true }];
  expect((await show({ terms, isTimesCard: false })).text()).toBe('随时退随时可以申请退款。');
  expect((await show({ terms, isTimesCard: true })).text()).toContain('没用过的次数按价格平均退');
});
