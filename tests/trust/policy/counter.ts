import { requestId, type Policy, type Verdicts } from './case';

const UNKNOWN = 'VOUCHER_NOT_FOUND';
/** The vouchers of the world are redeemed in the first store only. */
const inItsStore: Verdicts = { clerkElsewhere: UNKNOWN, others: 'done' };
const ofItsClerk: Verdicts = { clerkElsewhere: 'NOT_FOUND', others: 'done' };

/** What people do at the counter. */
export const ofTheCounter = {
  prepareRedemption: [
    {
      ...{ name: 'a token', door: 'clerk', own: inItsStore, foreign: UNKNOWN },
      input: ({ it, counterId }) => ({ token: it.token, storeId: counterId }),
      tells: ({ voucherId }, { it }) => voucherId === it.voucherId,
    },
    {
      ...{ name: 'a code', door: 'clerk', own: inItsStore, foreign: UNKNOWN, counts: true },
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
      ...{ name: 'a token', door: 'clerk', own: inItsStore, foreign: UNKNOWN, changes: 'orders' },
      input: ({ it, counterId }) => ({ requestId, token: it.token, storeId: counterId }),
    },
    {
      ...{ name: 'a code', door: 'clerk', own: inItsStore, foreign: UNKNOWN, changes: 'orders', counts: true },
      input: ({ it, counterId }) => ({ requestId, code: it.code, storeId: counterId }),
    },
    {
      ...{ name: 'and another', door: 'clerk', own: inItsStore, foreign: UNKNOWN, changes: 'orders' },
      input: ({ it, home, counterId }) => ({
        ...{ requestId, token: home.token, storeId: counterId, alsoVoucherIds: [it.nextVoucherId] },
      }),
    },
    {
      ...{ name: 'in a store', door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND', changes: 'orders' },
      input: ({ it, home }) => ({ requestId, token: home.token, storeId: it.storeId }),
    },
  ],
  undoRedemption: [
    {
      ...{ door: 'clerk', own: ofItsClerk, foreign: 'NOT_FOUND', changes: 'orders' },
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
