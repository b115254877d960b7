/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/page-state/page-state', ['retry']);
const failed = { state: 'failed', what: '没有网络', todo: '请检查网络', canRetry: true };

test('page-state: while a page loads, nothing can be read', async () => {
  expect((await show({ view: { state: 'loading' } })).text()).toBe('');
});

test('page-state: a failure says what happened and what to do, and can be tried again', async () => {
  const state = await show({ view: failed });
  expect(state.text()).toBe('没有网络请检查网络再试一次');
  await state.tap('再试一次');
  expect(state.heard('retry')).toHaveLength(1);
});

test('page-state: what cannot be tried again leads to the deals', async () => {
  const state = await show({ view: { ...failed, canRetry: false } });
  await state.tap('看看优惠');
  expect(state.wxCalls).toEqual([['switchTab', { url: '/pages/deals/deals' }]]);
  expect(state.heard('retry')).toEqual([]);
});

test.each(['merchant/pages/order/order', 'figures/pages/figures/figures'])(
  "page-state: %s is the shop's: it leads to the desk",
  async (route) => {
    Object.assign(globalThis, { getCurrentPages: () => [{ route, options: {} }] });
    const state = await show({ view: { ...failed, canRetry: false } });
    await state.tap('回到商家管理');
    expect(state.wxCalls).toEqual([['navigateTo', { url: '/merchant/pages/shop/shop' }]]);
    Object.assign(globalThis, { getCurrentPages: () => [] });
  },
);

test('page-state: an empty page says so in its own words', async () => {
  const state = await show({ view: { state: 'empty' }, emptyTitle: '还没有订单', emptyHint: '去看看优惠' });
  expect(state.text()).toBe('还没有订单去看看优惠');
});

test('page-state: content that could not be refreshed is told above it, and can be', async () => {
  const state = await show({ view: { state: 'ready' } });
  expect(state.text()).toBe('');
  await state.set({ view: { state: 'ready', stale: '没有网络' } });
  expect(state.text()).toContain('没有网络，显示的是之前的内容');
  await state.tap('刷新');
  expect(state.heard('retry')).toHaveLength(1);
});
