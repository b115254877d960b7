import { toMoment } from './beijing-time';
import { payOrders } from './collections';
import type { PayContext } from './context';
import { findOrder, serviceProvider, type PayOrder } from './orders';
import { findRefunds, refundStatusAt, type PayRefund, type RefundStatus } from './refunds';

/** One line of a bill: a payment (SUCCESS) or an accepted refund (REFUND). */
export interface BillRow {
  readonly at: number;
  readonly state: 'SUCCESS' | 'REFUND';
  readonly order: PayOrder;
  readonly orderFen: number;
  readonly refundFen: number;
  readonly feeFen: number;
  readonly refund?: PayRefund & { readonly status: RefundStatus };
}

/** WeChat's usual share for most trades; it is given back in proportion with a refund. */
const FEE_PER_MILLE = 6;
const feeRate = '0.60%';

const columns =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,' +
  '应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,' +
  '手续费,费率,订单金额,申请退款金额,费率备注';
const totalColumns = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

/** The payments made and refunds accepted for one merchant from `from` to before `to`, in order of time. */
export function billRows(
  context: PayContext,
  subMchId: string,
  { from, to }: { readonly from: number; readonly to: number },
): BillRow[] {
  const during = { $gte: from, $lt: to };
  const paid = context.engine.find(payOrders, { filter: { subMchId, paidAt: during }, limit: 1_000_000 }) as PayOrder[];
  const refunds = findRefunds(context, { subMchId, acceptedAt: during });
  const rows = [...paid.map(paymentRow), ...refunds.flatMap((refund) => refundRow(context, refund))];
  return rows.sort((a, b) => a.at - b.at);
}

/** The bill of type ALL as v2 writes it: every value after a backtick, amounts in yuan, the totals last. */
export function billText(rows: readonly BillRow[]): string {
  const sum = (pick: (row: BillRow) => number) => rows.reduce((fen, row) => fen + pick(row), 0);
  const orders = yuan(sum((row) => row.orderFen));
  const refunds = yuan(sum((row) => row.refundFen));
  const totals = [String(rows.length), orders, refunds, '0.00', fee(sum((row) => row.feeFen)), orders, refunds];
  return [columns, ...rows.map((row) => line(values(row))), totalColumns, line(totals), ''].join('\r\n');
}

function paymentRow(order: PayOrder): BillRow {
  const feeFen = feeOf(order.totalFeeFen);
  return { at: order.paidAt ?? 0, state: 'SUCCESS', order, orderFen: order.totalFeeFen, refundFen: 0, feeFen };
}

function refundRow(context: PayContext, refund: PayRefund): BillRow[] {
  const order = findOrder(context, { _id: refund.orderId });
  if (order === undefined) return [];
  const amounts = { orderFen: 0, refundFen: refund.refundFeeFen, feeFen: -feeOf(refund.refundFeeFen) };
  const status = refundStatusAt(refund, context.clock.now());
  return [{ at: refund.acceptedAt, state: 'REFUND', order, ...amounts, refund: { ...refund, status } }];
}

function values(row: BillRow): string[] {
  const { order, refund } = row;
  return [
    toMoment(row.at),
    order.appid,
    serviceProvider.mchId,
    order.subMchId,
    '',
    order.transactionId ?? '',
    order.outTradeNo,
    order.openid,
    'JSAPI',
    row.state,
    'OTHERS',
    'CNY',
    yuan(row.orderFen),
    '0.00',
    refund?.refundId ?? '0',
    refund?.outRefundNo ?? '0',
    yuan(row.refundFen),
    '0.00',
    refund === undefined ? '' : 'ORIGINAL',
    refund?.status ?? '',
    order.body,
    order.attach ?? '',
    fee(row.feeFen),
    feeRate,
    yuan(row.orderFen),
    yuan(row.refundFen),
    '',
  ];
}

/** A comma or a line break in a merchant's own text would end the column; WeChat replaces them. */
function line(row: readonly string[]): string {
  return row.map((value) => `\`${value.replace(/[,\r\n]/g, ' ')}`).join(',');
}

function feeOf(fen: number): number {
  return Math.round((fen * FEE_PER_MILLE) / 1000);
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

function fee(fen: number): string {
  return (fen / 100).toFixed(5);
}
