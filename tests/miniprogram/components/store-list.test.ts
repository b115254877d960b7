/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/store-list/store-list');

test('store-list: each store has its address, and its own telephone if it has one', async () => {
  const list = await show({
    stores: [
      { storeId: 's1', name: '南京路店', address: '南京路 1 号', phone: '' },
      { storeId: 's2', name: '徐汇店', address: '漕溪路 2 号', phone: '021-2' },
    ],
  });
  expect(list.text()).toBe('可用门店南京路店南京路 1 号徐汇店漕溪路 2 号电话');
  await list.tap('电话');
  expect(list.wxCalls).toEqual([['makePhoneCall', { phoneNumber: '021-2' }]]);
});
