import { Refusal, Unreachable } from '../services/cloud';
import { errors, unexpected, unreachable, type Wording } from '../text/errors';
import { price } from './money';
import { duration, moment } from './time';

/** Why something did not work, and what to do about it. `canRetry`: the same again may work. */
export interface Explanation extends Wording {
  readonly canRetry: boolean;
}

/** Something that a page cannot do, in words of its own. */
export class Told extends Error {
  constructor(readonly explanation: Explanation) {
    super(explanation.what);
  }
}

type Detail = Refusal['detail'];

/** Refusals whose detail says more than their code. */
const particulars: Partial<Record<Refusal['code'], (detail: Detail, now: number) => Partial<Wording>>> = {
  TOO_MANY_ATTEMPTS: ({ retryAt }, now) =>
    typeof retryAt === 'number' ? { todo: `请改用扫码，${moment(retryAt, now)} 之后才能再输入` } : {},
  GROUP_FULL: ({ heldUntil }, now) =>
    typeof heldUntil === 'number'
      ? { todo: `有人正在付款，若${duration(heldUntil - now)}后没有付款，名额会空出来；也可以自己开团` }
      : {},
  LIMIT_REACHED: ({ left }) =>
    left === 0 ? { what: '你已买满限购数量', todo: '每人限购，不能再买' } : { todo: `最多还能买 ${String(left)} 份` },
  COMMISSION_TOO_LARGE: ({ payableFen }) =>
    typeof payableFen === 'number' ? { todo: `最多可结算 ${price(Math.max(0, payableFen))}` } : {},
  VOUCHER_ALREADY_REDEEMED: ({ redeemedAt, storeName, clerkName }, now) => ({
    what:
      typeof redeemedAt === 'number'
        ? `这张券已在 ${moment(redeemedAt, now)} 用过`
        : errors.VOUCHER_ALREADY_REDEEMED.what,
    ...(typeof storeName === 'string'
      ? { todo: `${storeName}${typeof clerkName === 'string' ? `，${clerkName}` : ''}核销。请勿重复提供服务` }
      : {}),
  }),
};

const RETRY: readonly Refusal['code'][] = ['INTERNAL', 'PAYMENT_UNAVAILABLE', 'REQUEST_ID_REUSED', 'NOT_SIGNED_IN'];

/** What a person is told of an error of any kind. */
export function explain(error: unknown, now: number): Explanation {
  if (error instanceof Unreachable) return { ...unreachable, canRetry: true };
  if (error instanceof Told) return error.explanation;
  if (!(error instanceof Refusal)) return { ...unexpected, canRetry: true };
  const wording = { ...errors[error.code], ...particulars[error.code]?.(error.detail, now) };
  return { ...wording, canRetry: RETRY.includes(error.code) };
}
