import { refused, type PayErrorCode } from './refusal';

const AGAIN: readonly [PayErrorCode, string] = ['SYSTEMERROR', '系统异常，请用相同参数重新调用'];

/** How each call says that it cannot be served now (v2 pages of these calls, tables of errors, 2026-11-22). */
const words: Readonly<Record<string, readonly [PayErrorCode, string]>> = {
  queryOrder: ['SYSTEMERROR', '系统异常，请再调用发起查询'],
  closeOrder: ['SYSTEMERROR', '系统异常，请重新调用该API'],
  refund: ['FREQUENCY_LIMITED', '频率限制，请降低频率后重试'],
};

/** The v2 answer to a call that WeChat Pay cannot serve now: nothing was done, and the same may be asked again. */
export const busyAnswer = (name: string): Record<string, unknown> => ({ ...refused(...(words[name] ?? AGAIN)).body });
