import { describe, expect, test } from '@jest/globals';

import { anOrder, aVoucher, NOON } from '../views/documents-for-tests';
import { commissionsOf, earns, leaderIdOf, type LeaderAccount } from './commission';
import { payoutsOf, transfersOf } from './ledger';
import type { Order, Refund, Voucher } from './order';
import { redemptionsOf } from './redemption-rows';
import { newRedemption, reversedBy, type Counter } from './redemption';
import { newRefund, sharesTaken, takeSum, takeVouchers, type Taking } from './refund';
import { DAY_MS, dayOf } from './time';
import { personKeyOf } from './ids';

const LIN = personKeyOf('M1', 'lin');
const LI = personKeyOf('M1', 'li');
const ours: Counter = { person: 'li', role: 'clerk', clerkName: '小李', storeId: 'S1', storeName: '一店' };
const theirs: Counter = { ...ours, storeId: 'S2', storeName: '二店', partnerPercent: 15 };

/** A member's two vouchers of one use for 10.01 yuan each, of which the leader earns a tenth. */
const member = (changes: Partial<Order> = {}): Order =>
  anOrder({
    ...{ buy: 'join', quantity: 2, priceFen: 1001, amountFen: 2002, leader: { person: 'lin', orderId: 'L' } },
    rules: { ...anOrder().rules, mode: 'commission', commission: { kind: 'percent', value: 10 }, usesPerVoucher: 1 },
    vouchers: { V01: aVoucher({ usesLeft: 1 }), V02: aVoucher({ usesLeft: 1, code: '000000000000' }) },
    ...changes,
  });

const withVoucher = (order: Order, key: string, change: Partial<Voucher>): Order => ({
  ...order,
  vouchers: { ...order.vouchers, [key]: { ...aVoucher({ usesLeft: 1 }), ...order.vouchers[key], ...change } },
});

function redeem(order: Order, key: string, counter: Counter, at: number, redemptionKey = 'R1'): Order {
  const redemptions = order.vouchers[key]?.redemptions ?? {};
  const redemption = newRedemption(order, key, 1, counter, at);
  return withVoucher(order, key, { usesLeft: 0, redemptions: { ...redemptions, [redemptionKey]: redemption } });
}

function undo(order: Order, key: string, at: number): Order {
  const redemptions = order.vouchers[key]?.redemptions ?? {};
  const { R1 } = redemptions;
  if (!R1) throw new Error(`${key} was not redeemed`);
  const undone = { ...R1, undo: { at, by: 'li', reason: '误扫', ...reversedBy(order, key, R1, at) } };
  return withVoucher(order, key, { usesLeft: 1, redemptions: { ...redemptions, R1: undone } });
}

function refund(order: Order, taking: Taking, at: number): Order {
  const made: Refund = {
    ...newRefund({ kind: 'sum', reason: '', by: null, at, restock: 0, ...taking, ...sharesTaken(order, taking.took) }),
    ...{ status: 'succeeded', succeededAt: at },
  };
  return { ...order, refunds: { ...order.refunds, RX: made } };
}

const told = (order: Order) =>
  transfersOf(order)
    .filter(({ _id }) => /commission|partner/.test(_id))
    .map(
      ({ _id, from, to, fen, at }) =>
        `${_id.replaceAll(order._id, '')}: ${from} → ${to} ${String(fen)} @${String(at - NOON)}`,
    );

const accrued = (order: Order) => commissionsOf(order).map(({ accruedFen, facts }) => [accruedFen, facts]);

describe('a member’s voucher at a partner’s store', () => {
  const used = redeem(member(), 'V01', theirs, NOON);

  test('earns its leader and the store their parts, each a whole fen less than its fraction', () => {
    expect(told(used)).toEqual([
      `commission:V01R1: merchant → leader:${LIN} 100 @0`,
      'partner:V01R1:1: merchant → partner:S2 150 @0',
    ]);
    expect(accrued(used)).toEqual([
      [100, 1],
      [0, 0],
    ]);
    expect(commissionsOf(used)[0]).toMatchObject({ _id: `${used._id}V01`, leaderId: LIN, orderId: used._id });
    expect(transfersOf(used).find(({ _id }) => _id.startsWith('partner'))).toMatchObject({
      storeId: 'S2',
      clerkId: LI,
    });
  });

  test('undone, gives both back; used at our own store again, earns its leader alone', () => {
    const undone = undo(used, 'V01', NOON + 5);
    const back = [
      `uncommission:V01R1: leader:${LIN} → merchant 100 @5`,
      'unpartner:V01R1:1: partner:S2 → merchant 150 @5',
    ];
    expect(told(undone)).toEqual([told(used)[0], back[0], told(used)[1], back[1]]);
    expect(accrued(undone)).toEqual([
      [0, 2],
      [0, 0],
    ]);
    expect(told({ ...undone, settledAt: NOON + 9 }).filter((line) => line.endsWith('@9'))).toEqual([
      `commission:V01: merchant → leader:${LIN} 100 @9`,
      `commission:V02: merchant → leader:${LIN} 100 @9`,
    ]);
    const again = redeem(undone, 'V01', ours, NOON + 9, 'R2');
    expect(told(again)).toEqual([...told(undone), `commission:V01R2: merchant → leader:${LIN} 100 @9`]);
    expect(accrued(again)[0]).toEqual([100, 3]);
  });

  test('refunded in part, leaves both the part of what is left', () => {
    const left = refund(used, takeSum(withVoucher(used, 'V02', { refund: 'X', usesLeft: 0 }), 1501), NOON + 7);
    const share = left.refunds.RX;
    expect(share?.took.map(({ voucher, fen, settled }) => [voucher, fen, settled])).toEqual([
      ['V02', 1001, false],
      ['V01', 500, true],
    ]);
    expect(told(left).slice(2)).toEqual([
      `uncommission:RX:V01: leader:${LIN} → merchant 50 @7`,
      'unpartner:RX:V01:1: partner:S2 → merchant 75 @7',
    ]);
    expect(accrued(left)).toEqual([
      [50, 2],
      [0, 1],
    ]);
    expect(accrued(withVoucher(left, 'V02', { refund: 'RX' }))[1]).toEqual([0, 2]);
    expect(told({ ...left, settledAt: NOON + 9 })).toEqual(told(left));
  });

  test('refunded alone, changes nothing of the other voucher', () => {
    const took = [{ voucher: 'V01', use: 1, fen: 500, settled: true }];
    expect(accrued(refund(used, { took, amountFen: 500, ended: [] }, NOON))).toEqual([
      [50, 2],
      [0, 0],
    ]);
  });

  test('not used: its leader earns when a week is over, the store nothing', () => {
    const settled = { ...used, settledAt: NOON + 7 * DAY_MS };
    expect(told(settled).slice(2)).toEqual([`commission:V02: merchant → leader:${LIN} 100 @${String(7 * DAY_MS)}`]);
    expect(accrued(settled)).toEqual([
      [100, 2],
      [100, 1],
    ]);
    const later = redeem(settled, 'V02', theirs, NOON + 8 * DAY_MS);
    expect(told(later).at(-2)).toBe(`partner:V02R1:1: merchant → partner:S2 150 @${String(8 * DAY_MS)}`);
    expect(accrued(later)[1]).toEqual([100, 2]);
  });

  test('undone after a week keeps what had settled anyway', () => {
    const late = undo({ ...used, settledAt: NOON + 7 * DAY_MS }, 'V01', NOON + 7 * DAY_MS);
    expect(told(late).filter((line) => line.startsWith('un'))).toEqual([
      `unpartner:V01R1:1: partner:S2 → merchant 150 @${String(7 * DAY_MS)}`,
    ]);
  });
});

describe('nothing is earned', () => {
  test('by a leader whose own money went back, of what settles from then on', () => {
    const gone = member({ leaderRefundedAt: NOON });
    expect([earns(member()), earns(gone), earns(anOrder())]).toEqual([true, false, false]);
    expect(told(redeem(gone, 'V01', ours, NOON + 1))).toEqual([]);
    expect(accrued(redeem(gone, 'V01', ours, NOON + 1))[0]).toEqual([0, 1]);
    expect(told({ ...gone, settledAt: NOON + 1 })).toEqual([]);
    expect(accrued({ ...gone, settledAt: NOON + 1 })[0]).toEqual([0, 1]);
  });

  test('and nothing taken back, of vouchers that nobody had used', () => {
    const order = refund(member(), takeVouchers(member(), ['V01']), NOON + 1);
    expect(order.refunds.RX).not.toHaveProperty('commission');
    expect(order.refunds.RX).not.toHaveProperty('partner');
    expect(told(order)).toEqual([]);
  });

  test('by nobody, of an order that nobody leads', () => {
    const { leader: _leader, ...alone } = member();
    expect(leaderIdOf(alone)).toBeUndefined();
    expect(leaderIdOf(member())).toBe(LIN);
    const used = redeem(alone, 'V01', ours, NOON);
    expect(used.vouchers.V01?.redemptions.R1).not.toHaveProperty('commissionFen');
    expect(used.vouchers.V01?.redemptions.R1).not.toHaveProperty('partner');
    expect(told(refund({ ...used, settledAt: NOON }, takeVouchers(used, ['V02']), NOON))).toEqual([]);
  });
});

test('a use of a partner’s store that is worth less than a fen for it has no row', () => {
  const cheap = member({ priceFen: 6, amountFen: 12 });
  expect(told(redeem(cheap, 'V01', theirs, NOON))).toEqual([]);
});

test('redemptionsOf: a row for each redemption; what was undone says when, staff who used their own is marked', () => {
  const used = redeem(redeem(member({ buyer: 'li' }), 'V01', theirs, NOON), 'V02', ours, NOON + 3);
  const rows = redemptionsOf(undo(used, 'V01', NOON + 5));
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ _id: `${used._id}V01R1`, storeId: 'S2', undoneAt: NOON + 5 });
  expect(rows[1]).toMatchObject({ _id: `${used._id}V02R1`, storeId: 'S1', undoneAt: null });
  expect(used.vouchers.V01?.redemptions.R1).toMatchObject({ own: true });
  expect(redeem(member(), 'V01', ours, NOON).vouchers.V01?.redemptions.R1).not.toHaveProperty('own');
});

test('payoutsOf: what was paid to a leader left for the outside, once; what is not paid yet has not', () => {
  const payout = { fen: 70, reference: '转账', by: 'wang', at: NOON, status: 'pending' } as const;
  const account = {
    ...{ _id: 'L1', merchantId: 'M1', payouts: { P1: { ...payout, status: 'paid', paidAt: NOON + 1 }, P2: payout } },
  } as unknown as LeaderAccount;
  expect(payoutsOf(account)).toEqual([
    {
      ...{ _id: 'payout:P1', merchantId: 'M1', orderId: null, from: 'leader:L1', to: 'outside', fen: 70 },
      ...{ at: NOON + 1, day: dayOf(NOON) },
    },
  ]);
});
