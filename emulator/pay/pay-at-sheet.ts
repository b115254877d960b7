import { moveBalance } from './accounts';
import type { PayContext } from './context';
import { paymentNotice } from './notice-events';
import { addNotice } from './notice-store';
import { transactionId } from './numbers';
import { changeOrder, findOrder, type PayOrder } from './orders';

/** What the buyer does when WeChat shows the payment. */
export interface SheetAction {
  /** `prepay_id=…`, from `payment`. */
  readonly package: string;
  readonly outcome: 'success' | 'cancel';
  readonly openid: string;
  /** How long after the payment the first notice leaves; absent: at once. */
  readonly notifyAfterMs?: number;
}

/** What the payment sheet ends with; `noticeId` is the notice that is due at once, if there is one. */
export interface SheetResult {
  readonly status: 200 | 403 | 404 | 409;
  readonly body: { readonly transactionId?: string; readonly error?: string };
  readonly noticeId?: string;
}

/**
 * The buyer pays at WeChat's sheet, or closes it. Only the order's own payer can; nobody once it is closed or its
 * time_expire has come, unless the fault `paid-after-close` lets the payment through. Paying twice is paying once.
 */
export function payAtSheet(context: PayContext, action: SheetAction): SheetResult {
  const prepayId = /^prepay_id=(.+)$/.exec(action.package)?.[1] ?? '';
  const order = findOrder(context, { prepayId });
  if (order === undefined) return { status: 404, body: { error: 'ORDERNOTEXIST' } };
  if (order.openid !== action.openid) return { status: 403, body: { error: 'NOT_THE_PAYER' } };
  if (action.outcome === 'cancel') return { status: 200, body: {} };
  if (order.transactionId !== null) return { status: 200, body: { transactionId: order.transactionId } };
  if (!isPayable(context, order)) return { status: 409, body: { error: 'ORDERCLOSED' } };
  return pay(context, order, action.notifyAfterMs ?? 0);
}

function isPayable(context: PayContext, order: PayOrder): boolean {
  if (order.closedAt === null && context.clock.now() < order.payableUntil) return true;
  const place = { function: order.functionName, call: 'pay' };
  return context.faults.take(['paid-after-close'], place) !== undefined;
}

function pay(context: PayContext, order: PayOrder, notifyAfterMs: number): SheetResult {
  const paidAt = context.clock.now();
  const paid = { paidAt, transactionId: transactionId(context.ids(), paidAt) };
  changeOrder(context, order, { $set: paid });
  moveBalance(context, order.subMchId, order.totalFeeFen);
  const notice = addNotice(context, paymentNotice(context, { ...order, ...paid }, paidAt + notifyAfterMs));
  const body = { transactionId: paid.transactionId };
  return notice.dueAt === paidAt ? { status: 200, body, noticeId: notice._id } : { status: 200, body };
}
