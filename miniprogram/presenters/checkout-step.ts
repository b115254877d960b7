import type { Input } from '../../typings/api';
import type { IfFull } from '../../typings/order';
import type { CheckoutPage } from './checkout-page';

/**
 * How far a purchase is. `unpaid`: ordered, and the payment sheet was left without paying;
 * `payBy` is epoch ms. `unconfirmed`: WeChat may have taken the payment. `over`: the time to pay has passed.
 */
export type CheckoutStep =
  | { readonly state: 'choosing'; readonly note: string }
  | { readonly state: 'working'; readonly label: string }
  | { readonly state: 'unpaid'; readonly payBy: number }
  | { readonly state: 'unconfirmed' }
  | { readonly state: 'over'; readonly note: string };

/** What a buyer has chosen, and how far he is with it. */
export interface CheckoutChoice {
  readonly step: CheckoutStep;
  readonly quantity: number;
  readonly total: string;
  readonly ifFull: IfFull;
}

/** Before anything is chosen: one unit, and money back should a seat be gone. */
export const atFirst: CheckoutChoice = {
  ...{ step: { state: 'choosing', note: '' }, quantity: 1, total: '', ifFull: 'refund' },
};

/**
 * The order as it is asked for: only who joins a group names it, and says what if it is full. One whose answer is
 * missing is asked for again as it was, so that it is made once; anything else that is wanted is another request.
 */
export function orderAsked(
  { dealId, version, buy, groupId }: CheckoutPage,
  { quantity, ifFull }: CheckoutChoice,
  unanswered: Input<'createOrder'> | undefined,
  newRequestId: () => string,
): Input<'createOrder'> {
  const wish = { dealId, version, buy, quantity, ...(buy === 'join' ? { groupId, ifFull } : {}) };
  if (unanswered && isSame({ requestId: unanswered.requestId, ...wish }, unanswered)) return unanswered;
  return { requestId: newRequestId(), ...wish };
}

const isSame = (one: Input<'createOrder'>, other: Input<'createOrder'>): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
