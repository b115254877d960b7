import { gzipSync } from 'node:zlib';
import { requiredMerchant } from './accounts';
import { optionalText, requiredText } from './arguments';
import { dayBounds } from './beijing-time';
import { billText, billRows, type BillRow } from './bill-rows';
import type { PayCall, PayContext } from './context';
import { malformed } from './refusal';

const HOUR_MS = 3_600_000;
/** WeChat makes a day's bill from nine on the next morning; it can be had from ten (CloudPay.downloadBill page). */
const READY_AFTER_MS = 10 * HOUR_MS;
/** Bills can be had for three months (same page, 2026-11-22). */
const KEPT_MS = 92 * 24 * HOUR_MS;

/**
 * downloadBill: all payments and accepted refunds of one merchant on one Beijing day, as text or gzip
 * (CloudPay.downloadBill page and v2 downloadbill page, 2026-11-22). The refusals' words are those of v2, from
 * documentation memory. Bill types SUCCESS and REFUND keep the columns of ALL here, which they do not at WeChat.
 */
export const downloadBill: PayCall = (context, args, caller) => {
  const subMchId = requiredMerchant(context, args)._id;
  const day = dayBounds(requiredText(args, 'bill_date', 8));
  const type = optionalText(args, 'bill_type', 8) ?? 'ALL';
  if (day === undefined) throw malformed('invalid bill_date');
  if (!['ALL', 'SUCCESS', 'REFUND'].includes(type)) throw malformed('invalid bill_type');
  const now = context.clock.now();
  if (now < day.to + READY_AFTER_MS) throw malformed('Bill Creating');
  const rows = now < day.to + KEPT_MS ? billRows(context, subMchId, day) : [];
  const wanted = rows.filter((row) => type === 'ALL' || row.state === type);
  if (wanted.length === 0) throw malformed('No Bill Exist');
  const place = { function: caller.function, action: caller.action, call: 'downloadBill' };
  const text = Buffer.from(billText(struck(context, wanted, place)));
  return args['tar_type'] === 'GZIP' ? gzipSync(text) : text;
};

/** The fault `bill-wrong`: WeChat's first row says one fen more than was paid or refunded. */
function struck(context: PayContext, rows: readonly BillRow[], place: { readonly call: string }): readonly BillRow[] {
  const [first, ...others] = rows;
  if (first === undefined || context.faults.take(['bill-wrong'], place) === undefined) return rows;
  const oneMore = first.state === 'SUCCESS' ? { orderFen: first.orderFen + 1 } : { refundFen: first.refundFen + 1 };
  return [{ ...first, ...oneMore }, ...others];
}
