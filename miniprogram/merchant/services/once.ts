import type { Action, Input, Output } from '../../../typings/api';
import { call, isCertain } from '../../services/cloud';

/** Actions whose requests have an id, so that a retry repeats the answer. */
export type RequestedAction = {
  [A in Action]: Input<A> extends { readonly requestId: string } ? A : never;
}[Action];

let isAsking = false;

/**
 * Asks before something that a second time would be once too often, as giving money back. While one question waits for
 * its answer a second tap asks nothing: on a slow phone both would be shown, and both be confirmed.
 */
export async function confirmed(question: WechatMiniprogram.ShowModalOption): Promise<boolean> {
  if (isAsking) return false;
  isAsking = true;
  try {
    return (await wx.showModal(question)).confirm;
  } finally {
    isAsking = false;
  }
}

/**
 * Sends a request that must take effect at most once. Until an answer is certain it is kept as pending: sent again as
 * it was, under the same id, it cannot take effect twice.
 */
export async function sendOnce<A extends RequestedAction>(
  action: A,
  request: Input<A>,
  keep: (pending: Input<A> | undefined) => void,
): Promise<Output<A>> {
  keep(request);
  try {
    const answer = await call(action, request);
    keep(undefined);
    return answer;
  } catch (error) {
    if (isCertain(error)) keep(undefined);
    throw error;
  }
}

/**
 * What a request came to whose answer did not come: it is sent again as it was. Undefined: it was refused, and had no
 * effect. Throws when there is no certain answer now either.
 */
export async function settled<A extends RequestedAction>(
  action: A,
  pending: Input<A>,
  keep: (pending: Input<A> | undefined) => void,
): Promise<Output<A> | undefined> {
  try {
    return await sendOnce(action, pending, keep);
  } catch (error) {
    if (!isCertain(error)) throw error;
    return undefined;
  }
}
