import { expect, test } from '@jest/globals';

import { commissionShown, messageRows } from '../../../miniprogram/presenters/me-page';

const sumsOf = (accruedFen: number, payableFen: number, paidFen: number) =>
  commissionShown({ accruedFen, payableFen, paidFen });

test('commissions are three sums, for whoever has earned any', () => {
  expect(sumsOf(1500, 900, 600)).toMatchObject({
    sums: [
      { name: '累计', sum: '¥15' },
      { name: '可结算', sum: '¥9' },
      { name: '已结算', sum: '¥6' },
    ],
  });
  expect(sumsOf(0, 0, 0)).toBeUndefined();
});

test('a commission that was paid and taken back is told as what later ones offset', () => {
  const shown = sumsOf(300, -300, 600);
  expect(shown?.sums[1]).toEqual({ name: '可结算', sum: '−¥3' });
  expect(shown?.hint).toContain('将从后续佣金中抵扣');
  expect(sumsOf(300, 0, 300)?.hint).not.toContain('抵扣');
});

test('the owner is told how many codes a deal has left', () => {
  const about = { dealId: 'D1', title: '电影票', left: 5 };
  const message = { messageId: 'M1', kind: 'codes_running_low', about, at: 0 };
  expect(messageRows({ items: [message] }, 0)).toMatchObject([
    { title: '券码只剩 5 个', body: '电影票，请导入新的券码', orderId: '' },
  ]);
});
