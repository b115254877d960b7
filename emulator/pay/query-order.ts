import { toStamp } from './beijing-time';
import type { PayCall } from './context';
import { answerHead, requiredOrder, tradeState, type PayOrder, type TradeState } from './orders';

const descriptions: Readonly<Record<TradeState, string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款，退款详情请查询退款单',
  CLOSED: '订单已关闭',
};

/** queryOrder: what WeChat Pay knows of an order (CloudPay.queryOrder page and v2 orderquery, 2026-11-22). */
export const queryOrder: PayCall = (context, args) => {
  const order = requiredOrder(context, args);
  const state = tradeState(order);
  return {
    ...answerHead(context, order),
    out_trade_no: order.outTradeNo,
    total_fee: order.totalFeeFen,
    trade_state: state,
    trade_state_desc: descriptions[state],
    ...(order.attach === null ? {} : { attach: order.attach }),
    ...paidFields(order),
  };
};

/** The fields that queries and notices of a paid order share, in v2's names. */
export function paidFields(order: PayOrder): Record<string, unknown> {
  if (order.paidAt === null) return {};
  return {
    openid: `sp-${order.openid}`,
    is_subscribe: 'N',
    sub_openid: order.openid,
    sub_is_subscribe: 'N',
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    total_fee: order.totalFeeFen,
    fee_type: 'CNY',
    cash_fee: order.totalFeeFen,
    cash_fee_type: 'CNY',
    transaction_id: order.transactionId,
    time_end: toStamp(order.paidAt),
  };
}
