/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/help-card/help-card');

test('help-card: the shop can be called, and the number of the order be copied', async () => {
  const card = await show({ service: { hours: '9:00–21:00', phone: '021-1' }, about: 'TQ42' });
  expect(card.text()).toContain('服务时间 9:00–21:00');
  await card.tap('拨打电话');
  await card.tap('复制');
  expect(card.wxCalls).toEqual([
    ['makePhoneCall', { phoneNumber: '021-1' }],
    ['setClipboardData', { data: 'TQ42' }],
  ]);
});

test('help-card: without a telephone and a number only customer service is offered', async () => {
  const card = await show({ service: { hours: '9:00–21:00' } });
  expect(card.text()).toBe('需要帮助服务时间 9:00–21:00联系客服');
});
