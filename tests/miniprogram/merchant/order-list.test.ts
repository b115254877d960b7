import { describe, expect, test } from '@jest/globals';

import {
  askedFor,
  everything,
  filterView,
  numberIn,
  orderList,
} from '../../../miniprogram/merchant/presenters/order-list';
import type { MerchantOrderCard } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);
const NUMBER = '7E782FNT2B3GXBERV151';
const order: MerchantOrderCard = {
  ...{ orderId: NUMBER, dealId: 'D1', dealTitle: '双人洗车', imageFileIds: [], status: 'issued', quantity: 2 },
  ...{
    useStatus: 'partly_used',
    settlement: 'pending',
    amountFen: 5980,
    refundedFen: 2990,
    orderedAt: NOW,
    buyer: '阿',
  },
};
const titles = [
  { dealId: 'D1', title: '双人洗车' },
  { dealId: 'D2', title: '瑜伽课' },
];

describe('the merchant’s list of orders', () => {
  test('shows use, sums and the first character of the buyer', () => {
    expect(orderList({ items: [order], cursor: 'C' }, NOW)).toMatchObject({
      orders: [
        {
          label: { word: '部分使用' },
          settlement: '未入账',
          amount: '¥59.80',
          refunded: '已退 ¥29.90',
          buyer: '阿',
          quantity: '2份',
        },
      ],
      cursor: 'C',
    });
  });

  test('asks for what is looked at only', () => {
    expect(askedFor(everything)).toEqual({});
    expect(askedFor({ status: 'paid', dealId: 'D1', day: '2026-03-08' })).toEqual({
      ...{ status: 'paid', dealId: 'D1', day: '2026-03-08' },
    });
  });

  test('says what is looked at', () => {
    const view = filterView({ status: 'paid', dealId: 'D2', day: '2026-03-08' }, titles);
    expect(view).toMatchObject({ deal: '瑜伽课', dealIndex: 2, day: '3月8日 周日', isNarrowed: true });
    expect(view.deals).toEqual(['全部优惠', '双人洗车', '瑜伽课']);
    expect(view.tabs.filter(({ isOn }) => isOn).map(({ label }) => label)).toEqual(['拼团中']);
  });

  test('a deal whose title is not known yet narrows all the same', () => {
    expect(filterView({ ...everything, dealId: 'D9' }, titles)).toMatchObject({ dealIndex: 0, isNarrowed: true });
  });

  test.each([
    [NUMBER, NUMBER],
    [` 订单号：${NUMBER}，麻烦看一下`, NUMBER],
    [NUMBER.toLowerCase(), NUMBER],
    ['7E782-FNT2B-3GXBE-RV151', NUMBER],
    ['7E782FNT2B3GXBERV15', undefined],
    ['IIIIIIIIIIIIIIIIIIII', undefined],
    ['', undefined],
  ])('finds the number in what was typed or pasted: %s', (typed, number) => {
    expect(numberIn(typed)).toBe(number);
  });
});
