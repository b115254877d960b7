import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { transfersOf } from '../domain/ledger';
import type { Order, Voucher } from '../domain/order';
import { newRefund, takeSum } from '../domain/refund';
import { sum } from '../domain/worth';
import { anOrder, aRedemption, aVoucher, NOON, ORDER } from './documents-for-tests';
import { exportTable } from './export-table';

const undo = { at: NOON + 2, by: 'li', reason: '', reversed: [] };

test('an export has a row for each use and one for what is left of a voucher', () => {
  const redemptions = { R1: aRedemption([1], { undo }), R2: aRedemption([1, 2]) };
  const order = anOrder({ vouchers: { V01: aVoucher({ usesLeft: 1, redemptions }) } });
  const { table, rowCount } = exportTable([order], NOON);
  expect(rowCount).toBe(3);
  expect(table.slice(1).map((row) => row.slice(3))).toEqual([
    [`${ORDER}V01`, '已使用', 33.34, 0, '2026-11-22 12:00:00', '小李', '一店'],
    [`${ORDER}V01`, '已使用', 33.33, 0, '2026-11-22 12:00:00', '小李', '一店'],
    [`${ORDER}V01`, '未使用', 33.33, 0, '', '', ''],
    ['', '', 100, 0, '', '', ''],
  ]);
});

test('an export leaves out orders that were never paid', () => {
  expect(exportTable([anOrder({ paidAt: null, status: 'closed' })], NOON).rowCount).toBe(0);
});

test('an export shows the refund of a failed group in full, before any voucher was issued', () => {
  const whole = newRefund({
    kind: 'group_failed',
    amountFen: null,
    reason: '',
    by: null,
    at: NOON,
    took: [],
    restock: 0,
  });
  const refunds = { GROUPFAILED: { ...whole, status: 'succeeded' as const, succeededAt: NOON } };
  const { table } = exportTable([anOrder({ status: 'refunded', issuedAt: null, refunds })], NOON);
  expect(table[1]?.slice(4, 7)).toEqual(['已退款', 100, 100]);
});

/** Any price, any uses, some of them redeemed, some refunded by sum, of which some has arrived. */
const order = fc
  .record({
    priceFen: fc.integer({ min: 1, max: 5000 }),
    uses: fc.integer({ min: 1, max: 7 }),
    used: fc.integer({ min: 0, max: 7 }),
    refundFen: fc.integer({ min: 0, max: 10_000 }),
    arrived: fc.boolean(),
  })
  .map(({ priceFen, uses, used, refundFen, arrived }): Order => {
    const redeemed = Array.from({ length: Math.min(used, uses) }, (_, i) => i + 1);
    const redemptions: Voucher['redemptions'] = redeemed.length > 0 ? { R1: aRedemption(redeemed) } : {};
    const rules = { ...anOrder().rules, usesPerVoucher: uses };
    const vouchers = {
      V01: aVoucher({ usesLeft: uses - redeemed.length, redemptions }),
      V02: aVoucher({ usesLeft: uses }),
    };
    const issued = anOrder({ rules, priceFen, quantity: 2, amountFen: 2 * priceFen, vouchers });
    const { took, amountFen } = takeSum(issued, Math.min(refundFen, issued.amountFen));
    if (amountFen === 0) return issued;
    const refund = newRefund({ kind: 'sum', amountFen, reason: '', by: null, at: NOON, took, restock: 0 });
    const done = { ...refund, status: 'succeeded' as const, succeededAt: NOON + 1 };
    return { ...issued, refunds: { R1: arrived ? done : refund } };
  });

test('an export: its rows add up to its totals, and these equal the ledger', () => {
  fc.assert(
    fc.property(fc.array(order, { maxLength: 5 }), (orders) => {
      const { table } = exportTable(orders, NOON);
      const fen = (row: (typeof table)[number] | undefined, column: number) => Math.round(Number(row?.[column]) * 100);
      const ledger = (prefix: string) =>
        sum(orders.flatMap(transfersOf).flatMap(({ _id, fen: moved }) => (_id.startsWith(prefix) ? [moved] : [])));
      for (const [column, prefix] of [
        [5, 'pay:'],
        [6, 'refund:'],
      ] as const) {
        const rows = table.slice(1, -1).map((row) => fen(row, column));
        expect(sum(rows)).toBe(fen(table.at(-1), column));
        expect(sum(rows)).toBe(ledger(prefix));
      }
    }),
  );
});
