import type { Payouts } from '../runtime/payments';

/** The owner pays people himself, and records it afterwards: a pay-out is paid when it is recorded. */
export const payoutsByHand: Payouts = { pay: () => Promise.resolve('paid') };
