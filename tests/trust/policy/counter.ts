import type { Order } from '../../../cloudfunctions/domain/order';
import { requestId, type Policy, type Situation, type Verdicts } from './case';
import { callerKey, changed, oneWith } from './effect';

const UNKNOWN = 'VOUCHER_NOT_FOUND';
/** The vouchers of the world are redeemed in the first store only. */
const inItsStore: Verdicts = { clerkElsewhere: UNKNOWN, others: 'done' };
const ofItsClerk: Verdicts = { clerkElsewhere: 'NOT_FOUND', others: 'done' };

/** A typed code is counted, right or wrong. */
const counted = changed('staff', callerKey, ({ attemptSeq }) => ({ attemptSeq: attemptSeq + 1 }));

/** One use of each of these vouchers is gone, with who took it, and where. */
const used = (...vouchers: readonly string[]) =>
  changed(
    'orders',
    ({ home }) => home.orderId,
    (order, { person, now, counterId }) => ({
      vouchers: Object.fromEntries(
        vouchers.map((voucher) => [
          voucher,
          {
            usesLeft: usesLeft(order, voucher) - 1,
            redemptions: oneWith({ at: now, clerk: person, storeId: counterId }),
          },
        ]),
      ),
    }),
  );

const usesLeft = (order: Order, voucher: string): number => order.vouchers[voucher]?.usesLeft ?? NaN;

/** The use of V02 is taken back. */
const undone = changed(
  'orders',
  ({ it }: Situation) => it.orderId,
  (order, { person, now }) => ({
    vouchers: {
      V02: {
        usesLeft: usesLeft(order, 'V02') + 1,
        redemptions: { R1: { undo: { at: now, by: person, reason: '误扫' } } },
      },
    },
  }),
);

/** What people do at the counter. */
export const ofTheCounter = {
  prepareRedemption: [
    {
      ...{ name: 'a token', door: 'clerk', own: inItsStore, foreign: UNKNOWN },
      input: ({ it, counterId }) => ({ token: it.token, storeId: counterId }),
      tells: ({ voucherId }, { it }) => voucherId === it.voucherId,
    },
    {
      ...{ name: 'a code', door: 'clerk', own: inItsStore, foreign: UNKNOWN, counts: true, changes: [counted] },
      input: ({ it, counterId }) => ({ code: it.code, storeId: counterId }),
      tells: ({ voucherId }, { it }) => voucherId === it.voucherId,
    },
    {
      ...{ name: 'in a store', door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND' },
      input: ({ it, home }) => ({ token: home.token, storeId: it.storeId }),
      tells: ({ voucherId }, { home }) => voucherId === home.voucherId,
    },
  ],
  redeemVoucher: [
    {
      ...{ name: 'a token', door: 'clerk', own: inItsStore, foreign: UNKNOWN, changes: [used('V03')] },
      input: ({ it, counterId }) => ({ requestId, token: it.token, storeId: counterId }),
    },
    {
      ...{ name: 'a code', door: 'clerk', own: inItsStore, foreign: UNKNOWN, counts: true },
      changes: [counted, used('V03')],
      input: ({ it, counterId }) => ({ requestId, code: it.code, storeId: counterId }),
    },
    {
      ...{ name: 'and another', door: 'clerk', own: inItsStore, foreign: UNKNOWN, changes: [used('V03', 'V04')] },
      input: ({ it, home, counterId }) => ({
        ...{ requestId, token: home.token, storeId: counterId, alsoVoucherIds: [it.nextVoucherId] },
      }),
    },
    {
      ...{ name: 'and one of another order', door: 'clerk', own: UNKNOWN, foreign: UNKNOWN },
      input: ({ it, home, counterId }) => ({
        ...{ requestId, token: home.token, storeId: counterId, alsoVoucherIds: [it.leadersVoucherId] },
      }),
    },
    {
      ...{ name: 'in a store', door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND', changes: [used('V03')] },
      input: ({ it, home }) => ({ requestId, token: home.token, storeId: it.storeId }),
    },
  ],
  undoRedemption: [
    {
      ...{ door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND', changes: [undone] },
      input: ({ it }) => ({ requestId, redemptionId: it.redemptionId, reason: '误扫' }),
    },
  ],
  listRedemptions: [
    {
      ...{ door: 'clerk', input: () => ({}), own: { clerkElsewhere: 'nothing', others: 'done' } },
      tells: ({ items }) => items.length === 2,
    },
    {
      ...{ name: 'of a clerk', door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND' },
      ...{ input: ({ it }) => ({ clerkId: it.staffId }), tells: ({ items }) => items.length === 2 },
    },
    {
      ...{ name: 'of a store', door: 'clerk', own: { clerkElsewhere: 'nothing', others: 'done' }, foreign: 'nothing' },
      ...{ input: ({ it }) => ({ storeId: it.storeId }), tells: ({ items }) => items.length === 2 },
    },
  ],
} satisfies Partial<Policy>;
