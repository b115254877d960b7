import type { Refusal } from '../../services/cloud';
import { price } from '../../presenters/money';
import { refund as text } from '../text/refund';

/** What to do about a refused refund where its detail, or the merchant's side of it, says more than the code. */
export function refundRefusal({ code, detail }: Pick<Refusal, 'code' | 'detail'>): string | undefined {
  const { refusals } = text;
  if (code === 'REFUND_TOO_LARGE' && typeof detail.leftFen === 'number')
    return refusals.REFUND_TOO_LARGE(price(detail.leftFen));
  if (code === 'REFUND_PARTS_EXHAUSTED' || code === 'REFUND_NOT_ALLOWED' || code === 'REFUND_WHILE_GROUP_OPEN')
    return refusals[code];
  return undefined;
}
