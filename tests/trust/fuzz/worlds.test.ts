import { expect, test } from '@jest/globals';
import type { Order } from '../../../cloudfunctions/domain/order';
import { openWorlds } from './worlds';

/** What an order is, in words: its status, of which deal, whether it is settled, and its refunds. */
function wordsOf({ status, rules, settledAt, refunds, vouchers }: Order): string[] {
  const uses = Object.values(vouchers).map(({ usesLeft }) => usesLeft);
  const isUsed = uses.some((left) => left < rules.usesPerVoucher) && uses.some((left) => left > 0);
  return [
    ...[status, rules.mode, rules.codeSource, settledAt === null ? 'open' : 'settled'],
    ...Object.values(refunds).map((refund) => `${refund.kind} ${refund.status}`),
    ...(isUsed ? ['used in part'] : []),
  ];
}

test('worlds: each has, in both shops, what it is there for', async () => {
  const worlds = await openWorlds();
  const [young, modes, late] = worlds.map(({ snapshot, first, second }) =>
    [first, second].map(({ merchantId }) => {
      const orders = (snapshot.documents.orders ?? []) as unknown as Order[];
      return orders.filter((order) => order.merchantId === merchantId).map((order) => wordsOf(order).join());
    }),
  );
  for (const orders of young ?? []) expect(orders).toContain('issued,commission,generated,open,used in part');
  for (const orders of modes ?? []) {
    expect(orders).toEqual(
      expect.arrayContaining([
        ...['issued,tiered,generated,open,tier succeeded', 'paid,tiered,generated,open'],
        ...['pending_payment,tiered,generated,open', 'issued,alone,imported,open,used in part'],
        'pending_payment,alone,imported,open',
      ]),
    );
  }
  for (const orders of late ?? []) {
    expect(orders).toEqual(
      expect.arrayContaining([
        ...['issued,commission,generated,settled,used in part', 'issued,alone,generated,settled,used in part'],
        'issued,share,generated,open,voucher_expired succeeded,used in part',
        ...[
          'refunding,alone,generated,settled,sum processing',
          'refunding,alone,generated,settled,sum waiting_for_funds',
        ],
      ]),
    );
  }
});
