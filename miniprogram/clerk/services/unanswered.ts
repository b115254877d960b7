import type { Presented, RedeemInput } from '../../../typings/redemption';
import type { Looked } from '../presenters/scan-step';

/** A redemption that was begun: of which voucher, what was asked for, and what the clerk was shown of it. */
export interface BegunRedemption {
  readonly voucherId: string;
  readonly request: RedeemInput;
  readonly shown: Looked;
}

/** They outlive the page: whoever comes back to a voucher must ask for the same again, or it is used up twice. */
const unanswered = new Set<BegunRedemption>();

/** From now on its answer is awaited. */
export function awaitAnswer(begun: BegunRedemption): void {
  unanswered.add(begun);
}

/** It is certain what came of it. */
export function isAnswered(begun: BegunRedemption): void {
  unanswered.delete(begun);
}

/** The redemption of a voucher, alone or with others, of which nobody knows what came. */
export function unansweredOf(voucherId: string): BegunRedemption | undefined {
  return find(({ voucherId: main, request }) => main === voucherId || request.alsoVoucherIds?.includes(voucherId));
}

/** The redemption for which the very same code was shown or typed, of which nobody knows what came. */
export function unansweredAs({ token, code }: Presented): BegunRedemption | undefined {
  return find(({ request }) => request.token === token && request.code === code);
}

const find = (fits: (begun: BegunRedemption) => boolean | undefined): BegunRedemption | undefined =>
  [...unanswered].find((begun) => fits(begun));
