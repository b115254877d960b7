import type { Action, Input, Output } from '../../typings/api';
import type { Answer } from '../../typings/answer';
import type { ErrorCode } from '../../typings/error';
import { learnTime } from './clock';

/** A refusal of the server: its code, and what helps to act on it. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: Readonly<Record<string, unknown>>,
  ) {
    super(code);
  }
}

/** A call that did not get there, or whose answer did not come back: it may have taken effect. */
export class Unreachable extends Error {}

/** Whether a failed request certainly had no effect: the server judged and refused it. */
export const isCertain = (error: unknown): boolean => error instanceof Refusal && error.code !== 'INTERNAL';

/** Makes the mini-program ready to call its cloud environment. */
export function connect(): void {
  wx.cloud.init({ traceUser: false });
}

/**
 * Calls an action of the contract. This file alone touches `wx.cloud`. Throws a Refusal when the server refuses, and
 * Unreachable when no answer came.
 */
export async function call<A extends Action>(action: A, input: Input<A>): Promise<Output<A>> {
  const answer = (await reach(action, input)) as Answer<Output<A>>;
  learnTime(answer.now);
  if (answer.ok) return answer.data;
  throw new Refusal(answer.error, (answer.detail ?? {}) as Readonly<Record<string, unknown>>);
}

async function reach(action: Action, input: unknown): Promise<unknown> {
  try {
    const { result } = await wx.cloud.callFunction({ name: 'api', data: { action, input } });
    return result;
  } catch (error) {
    throw new Unreachable(wordsOf(error));
  }
}

/** Puts a picture of this phone into cloud storage; answers its file id. Throws Unreachable. */
export async function upload(cloudPath: string, filePath: string): Promise<string> {
  try {
    return (await wx.cloud.uploadFile({ cloudPath, filePath })).fileID;
  } catch (error) {
    throw new Unreachable(wordsOf(error));
  }
}

/** Fetches a file of the cloud storage; answers its path on this phone. Throws Unreachable. */
export async function download(fileId: string): Promise<string> {
  try {
    return (await wx.cloud.downloadFile({ fileID: fileId })).tempFilePath;
  } catch (error) {
    throw new Unreachable(wordsOf(error));
  }
}

/** WeChat rejects with an object that has `errMsg`. */
function wordsOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : String(error);
}

/** The id of a new request. It is made before the call and kept for its retries, which then repeat the answer. */
export function newRequestId(): string {
  const parts = Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 10));
  return `${Date.now().toString(36)}-${parts.join('')}`.slice(0, 64);
}
