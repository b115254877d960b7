/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/rule-list/rule-list');

test('rule-list: each rule has its name and what it says', async () => {
  const rules = [
    { name: '有效期', value: '得到券后 7 天内' },
    { name: '可用日期', value: '周六 不可用' },
  ];
  expect((await show({ rules })).text()).toBe('有效期得到券后 7 天内可用日期周六 不可用');
});
