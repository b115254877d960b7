import { failed, succeeded, type OpenapiCall } from './context';
import { orderStateAt, paidOrder, shipmentOf } from './order-shipping';

/**
 * wxa.sec.order.getOrder: how far the delivery of a paid order is, by transaction_id or by merchant_id and
 * merchant_trade_no (getOrder page, 2026-11-22; fields from documentation memory).
 */
export const getOrder: OpenapiCall = (context, args) => {
  if (args.transaction_id === undefined && args.merchant_trade_no === undefined) return failed(10060014, '参数错误');
  const named = paidOrder(context, args);
  if ('refusal' in named) return named.refusal;
  const { order } = named;
  const shipment = shipmentOf(context, order);
  return succeeded({
    order: {
      transaction_id: order.transactionId,
      merchant_id: order.subMchId,
      merchant_trade_no: order.outTradeNo,
      description: order.body,
      paid_amount: order.totalFeeFen,
      openid: order.openid,
      trade_create_time: Math.floor(order.createdAt / 1000),
      pay_time: Math.floor((order.paidAt ?? 0) / 1000),
      order_state: orderStateAt(order, shipment, context.clock.now()),
      in_complaint: false,
      shipping: {
        finish_shipping: shipment !== undefined,
        finish_shipping_count: shipment?.uploads ?? 0,
        goods_desc: shipment?.goodsDescription ?? '',
        ...(shipment === undefined ? {} : { delivery_mode: 1, logistics_type: shipment.logisticsType }),
      },
    },
  });
};
