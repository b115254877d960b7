import type { Action, Input, Output } from '../../typings/api';
import type { Answer } from '../../typings/answer';
import type { ErrorCode } from '../../typings/error';

/** A refusal of the server: its code, and what helps to act on it. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: unknown,
  ) {
    super(code);
  }
}

/**
 * Calls an action of the contract. The only place that touches `wx.cloud`. Throws a Refusal when the server refuses,
 * and what WeChat says when the call does not get there.
 */
export async function call<A extends Action>(action: A, input: Input<A>): Promise<Output<A>> {
  const { result } = await wx.cloud.callFunction({ name: 'api', data: { action, input } });
  const answer = result as unknown as Answer<Output<A>>;
  if (answer.ok) return answer.data;
  throw new Refusal(answer.error, answer.detail);
}

/** The id of a new request. It is made before the call and kept for its retries, which then repeat the answer. */
export function newRequestId(): string {
  const parts = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10));
  return `${Date.now().toString(36)}-${parts.join('')}`.slice(0, 64);
}
