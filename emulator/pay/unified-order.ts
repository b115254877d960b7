import { fromStamp } from './beijing-time';
import { optionalText, requiredFen, requiredNumber, requiredText } from './arguments';
import { requiredMerchant } from './accounts';
import { payOrders } from './collections';
import type { PayArguments, PayCall, PayCaller, PayContext } from './context';
import { nonce, prepayId, signature } from './numbers';
import { answerHead, findOrder, orderKey, type PayOrder } from './orders';
import { malformed, refused } from './refusal';

/** A prepayment can be paid for two hours at most (v2 pay docs, unifiedorder, from documentation memory). */
const PREPAYMENT_MS = 2 * 3_600_000;

/** What may differ between two requests for the same order (unverified: v2 says only "the same transaction"). */
const passingArguments: readonly string[] = ['nonce_str', 'spbill_create_ip', 'time_start'];

/**
 * unifiedOrder: opens an order at WeChat Pay and prepares its payment (CloudPay.unifiedOrder page and the v2
 * unifiedorder page, 2026-11-22). The same request again gives the same prepayment; another request under the same
 * number OUT_TRADE_NO_USED, a paid one ORDERPAID, a closed or expired one ORDERCLOSED.
 */
export const unifiedOrder: PayCall = (context, args, caller) => {
  const place = { function: caller.function, action: caller.action, call: 'unifiedOrder' };
  const fails = context.faults.take(['prepay-fails'], place) !== undefined;
  if (fails) throw refused('SYSTEMERROR', '系统异常，请用相同参数重新调用');
  const wanted = requested(context, args, caller);
  const known = findOrder(context, { _id: wanted._id });
  if (known !== undefined) return repeated(context, known, wanted);
  if (wanted.payableUntil <= wanted.createdAt) throw refused('INVALID_REQUEST', 'time_expire时间过短');
  context.engine.insert(payOrders, [wanted]);
  return prepared(context, wanted);
};

function repeated(context: PayContext, known: PayOrder, wanted: PayOrder): Record<string, unknown> {
  if (known.paidAt !== null) throw refused('ORDERPAID', '该订单已支付');
  if (known.closedAt !== null) throw refused('ORDERCLOSED', '订单已关闭');
  if (known.parameters !== wanted.parameters) throw refused('OUT_TRADE_NO_USED', '商户订单号重复');
  if (known.payableUntil <= wanted.createdAt) throw refused('ORDERCLOSED', '订单已关闭');
  return prepared(context, known);
}

function requested(context: PayContext, args: PayArguments, caller: PayCaller): PayOrder {
  const createdAt = context.clock.now();
  const subMchId = requiredMerchant(context, args)._id;
  const outTradeNo = requiredNumber(args, 'out_trade_no', 32);
  const openid = caller.openid ?? optionalText(args, 'sub_openid', 128) ?? requiredText(args, 'openid', 128);
  checkPassingArguments(args);
  return {
    _id: orderKey(subMchId, outTradeNo),
    subMchId,
    outTradeNo,
    appid: caller.appid,
    openid,
    prepayId: prepayId(context.ids(), createdAt),
    totalFeeFen: requiredFen(args, 'total_fee'),
    body: requiredText(args, 'body', 128),
    attach: optionalText(args, 'attach', 127) ?? null,
    envId: requiredText(args, 'env_id', 64),
    functionName: requiredText(args, 'function_name', 60),
    parameters: JSON.stringify([openid, caller.appid, ...settledArguments(args)]),
    createdAt,
    payableUntil: Math.min(expiry(args) ?? Infinity, createdAt + PREPAYMENT_MS),
    closedAt: null,
    paidAt: null,
    transactionId: null,
    refundedFen: 0,
    refundParts: 0,
    lastRefundAt: null,
  };
}

function checkPassingArguments(args: PayArguments): void {
  requiredText(args, 'spbill_create_ip', 64);
  optionalText(args, 'nonce_str', 32);
  optionalText(args, 'detail', 6000);
  const tradeType = optionalText(args, 'trade_type', 16);
  if (tradeType !== undefined && tradeType !== 'JSAPI') throw malformed('trade_type参数格式错误');
}

/** time_expire: whole seconds of Beijing time. v2 recommends more than a minute ahead; only the past is refused. */
function expiry(args: PayArguments): number | undefined {
  const stamp = optionalText(args, 'time_expire', 14);
  if (stamp === undefined) return undefined;
  const at = fromStamp(stamp);
  if (at === undefined) throw malformed('time_expire参数格式错误');
  return at;
}

function settledArguments(args: PayArguments): (readonly [string, unknown])[] {
  const settled = Object.entries(args).filter(([name]) => !passingArguments.includes(name));
  return settled.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `payment` goes into wx.requestPayment as it is. */
function prepared(context: PayContext, order: PayOrder): Record<string, unknown> {
  const payment = {
    appId: order.appid,
    timeStamp: String(Math.floor(context.clock.now() / 1000)),
    nonceStr: nonce(context.ids()),
    package: `prepay_id=${order.prepayId}`,
    signType: 'MD5',
  };
  return {
    ...answerHead(context, order),
    trade_type: 'JSAPI',
    prepay_id: order.prepayId,
    payment: { ...payment, paySign: signature(payment) },
  };
}
