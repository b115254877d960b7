import { expect, test } from '@jest/globals';
import { personKeyOf } from '../domain/ids';
import { transfersOf, type Transfer } from '../domain/ledger';
import { newRefund } from '../domain/refund';
import { anOrder, aRedemption, aVoucher, NOON } from './documents-for-tests';
import { balanceAfter, statementLine, statementOf } from './statement';

/** One use redeemed, undone and redeemed again; then what was settled is refunded, and the money has arrived. */
const settled = [{ voucher: 'V01', use: 1, fen: 3334 }];
const undo = { at: NOON + 2, by: 'li', reason: '', reversed: settled };
const redemptions = {
  R1: aRedemption([1], { at: NOON + 1, settled, undo }),
  R2: aRedemption([1], { at: NOON + 3, settled }),
};
const took = [{ voucher: 'V01', use: 1, fen: 3334, settled: true }];
const refund = newRefund({ kind: 'sum', amountFen: 3334, reason: '', by: null, at: NOON + 4, took, restock: 0 });
const order = anOrder({
  vouchers: { V01: aVoucher({ usesLeft: 2, redemptions }) },
  refunds: { R7: { ...refund, status: 'succeeded', succeededAt: NOON + 5 } },
});
const transfers = transfersOf(order);
const lines = transfers.flatMap((transfer) => statementLine(transfer) ?? []);

test('a statement: an undo takes back what was settled, a refund of settled money is a refund', () => {
  expect(lines.map(({ at, kind, fen }) => [at - NOON, kind, fen])).toEqual([
    [1, 'settled', 3334],
    [2, 'settled', -3334],
    [3, 'settled', 3334],
    [4, 'refunded', -3334],
  ]);
  const { lines: _, ...totals } = statementOf(500, lines);
  expect(totals).toEqual({
    ...{ openingFen: 500, settledFen: 3334, refundedFen: 3334, commissionFen: 0, partnerFen: 0, feeFen: 0 },
    closingFen: 500,
  });
});

test('a statement names clerks as the list of staff does, never as WeChat does', () => {
  expect(lines[0]).toMatchObject({ storeId: 'S1', clerkId: personKeyOf('M1', 'li') });
});

test('a balance: what was paid is in escrow until it is settled or has gone back', () => {
  const after = (count: number) =>
    transfers
      .slice()
      .sort((a: Transfer, b: Transfer) => a.at - b.at)
      .slice(0, count)
      .reduce(balanceAfter, { earnedFen: 0, escrowFen: 0 });
  expect([1, 2, 3, 4, 5, 6].map((count) => [after(count).earnedFen, after(count).escrowFen])).toEqual([
    [0, 10_000],
    [3334, 6666],
    [0, 10_000],
    [3334, 6666],
    [0, 10_000],
    [0, 6666],
  ]);
});
