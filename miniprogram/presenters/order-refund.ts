import type { Input } from '../../typings/api';

/** A refund as a buyer asks for it: its request id belongs to exactly these vouchers. */
export type RefundAsked = Input<'requestRefund'> & { readonly voucherIds: readonly string[] };

/**
 * The refund of these vouchers. One whose answer is missing is asked for again as it was, so that it is made once;
 * other vouchers are another request.
 */
export function refundAsked(
  orderId: string,
  voucherIds: readonly string[],
  unanswered: RefundAsked | undefined,
  newRequestId: () => string,
): RefundAsked {
  const sorted = [...voucherIds].sort();
  if (unanswered?.voucherIds.join() === sorted.join()) return unanswered;
  return { requestId: newRequestId(), orderId, voucherIds: sorted };
}
