import { changeAccount, requiredMerchant } from './accounts';
import type { PayArguments, PayContext } from './context';
import { PayRefusal, refused } from './refusal';

/** Refund requests that a merchant may make in one second (CloudPay.refund page, 2026-11-22). */
const ACCEPTED_PER_SECOND_MAX = 150;
/** Of those, how many may be wrong: NOTENOUGH and the like count too (same page). */
const REFUSED_PER_SECOND_MAX = 6;

/**
 * Counts a refund request against the merchant's limits per second of virtual time: beyond 150 a good one is not
 * looked at, beyond 6 a wrong one is answered INVALID_REQ_TOO_MUCH (v2 refund page). Unverified: WeChat's windows,
 * and how long it shuts an offender out; here only until the second is over, and good requests still pass.
 */
export function countedRefund<Answer>(context: PayContext, args: PayArguments, judge: () => Answer): Answer {
  const account = requiredMerchant(context, args);
  const second = Math.floor(context.clock.now() / 1000);
  const fresh = account.second !== second;
  const accepted = fresh ? 0 : account.accepted;
  const mistakes = fresh ? 0 : account.refused;
  if (accepted >= ACCEPTED_PER_SECOND_MAX) throw refused('FREQUENCY_LIMITED', '频率限制，请降低频率后重试');
  try {
    const answer = judge();
    changeAccount(context, account._id, { second, accepted: accepted + 1, refused: mistakes });
    return answer;
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error;
    if (mistakes >= REFUSED_PER_SECOND_MAX) throw refused('INVALID_REQ_TOO_MUCH', '无效请求过多，请稍后再试');
    changeAccount(context, account._id, { second, accepted, refused: mistakes + 1 });
    throw error;
  }
}
