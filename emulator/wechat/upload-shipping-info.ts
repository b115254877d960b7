import { shipments } from './collections';
import { failed, succeeded, type OpenapiArguments, type OpenapiAnswer, type OpenapiCall } from './context';
import { orderStateAt, paidOrder, shipmentOf, type LogisticsType } from './order-shipping';

const logisticsTypes: readonly LogisticsType[] = [1, 2, 3, 4];
/** Parcels of one order, and characters of one description (uploadShippingInfo page, 2026-11-22). */
const PARCELS_MAX = 15;
const ITEM_DESCRIPTION_LENGTH_MAX = 120;
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * wxa.sec.order.uploadShippingInfo: tells WeChat how a paid order is delivered; from then on its money thaws. A second
 * upload corrects the first, a third is refused (uploadShippingInfo page with its table of errors, 2026-11-22).
 * Unlike WeChat, an order is known here in the moment it is paid.
 */
export const uploadShippingInfo: OpenapiCall = (context, args) => {
  const wrong = wrongArguments(args);
  if (wrong !== undefined) return wrong;
  const named = paidOrder(context, fieldsOf(args.order_key));
  if ('refusal' in named) return named.refusal;
  const { order } = named;
  if (fieldsOf(args.payer).openid !== order.openid) {
    return failed(10060031, '该笔支付单不属于 openid 所指定的用户');
  }
  const now = context.clock.now();
  const before = shipmentOf(context, order);
  if (orderStateAt(order, before, now) > 2) return failed(10060004, '支付单处于不可发货的状态');
  if (before !== undefined && before.uploads > 1) return failed(10060003, '支付单已使用重新发货机会');
  const shipment = {
    _id: order._id,
    logisticsType: args.logistics_type,
    goodsDescription: String(parcelsOf(args)[0]?.item_desc),
    uploads: (before?.uploads ?? 0) + 1,
    uploadedAt: before?.uploadedAt ?? now,
  };
  context.engine.replace(shipments, { _id: order._id }, shipment, true);
  return succeeded();
};

function wrongArguments(args: OpenapiArguments): OpenapiAnswer | undefined {
  const type = logisticsTypes.find((known) => known === args.logistics_type);
  const {
    order_number_type: numberType,
    transaction_id: transactionId,
    mchid,
    out_trade_no,
  } = fieldsOf(args.order_key);
  const parcels = parcelsOf(args);
  const isSplit = args.delivery_mode === 2;
  const rules: readonly (readonly [isBroken: boolean, errcode: number, errmsg: string])[] = [
    [numberType !== 1 && numberType !== 2, 268485194, '订单单号类型非法'],
    [numberType === 2 && !transactionId, 268485195, '微信支付单号形式下 transaction_id 字段不能为空'],
    [numberType === 1 && !mchid, 268485196, '商户侧单号形式下 mchid 字段不能为空'],
    [numberType === 1 && !out_trade_no, 268485197, '商户侧单号形式下 out_trade_no 字段不能为空'],
    [type === undefined, 10060005, '物流类型有误'],
    [args.delivery_mode !== 1 && !isSplit, 268485224, '发货模式非法'],
    [isSplit && type !== 1, 10060006, '非快递发货时不允许分拆发货'],
    [isSplit && args.is_all_delivered === undefined, 10060007, '分拆发货模式下必须填写 is_all_delivered 字段'],
    [!isSplit && parcels.length !== 1, 268485228, '统一发货模式下，物流信息列表长度必须为1'],
    [parcels.length > PARCELS_MAX, 10060024, '物流信息列表太长'],
    [
      parcels.some(({ item_desc }) => typeof item_desc !== 'string' || !item_desc),
      10060008,
      '商品描述 item_desc 字段不能为空',
    ],
    [
      parcels.some(({ item_desc }) => String(item_desc).length > ITEM_DESCRIPTION_LENGTH_MAX),
      10060009,
      '商品描述 item_desc 字段太长',
    ],
    [type === 1 && parcels.some((parcel) => !parcel.tracking_no), 268485226, '物流单号不能为空'],
    [type === 1 && parcels.some((parcel) => !parcel.express_company), 268485227, '物流公司编码不能为空'],
    [type !== 1 && parcels.some((parcel) => parcel.tracking_no), 10060014, '参数错误'],
    [!rfc3339.test(String(args.upload_time)), 268485216, '上传时间非法，请按照 RFC 3339 格式填写'],
  ];
  const broken = rules.find(([isBroken]) => isBroken);
  return broken === undefined ? undefined : failed(broken[1], broken[2]);
}

function parcelsOf(args: OpenapiArguments): Record<string, unknown>[] {
  return Array.isArray(args.shipping_list) ? args.shipping_list.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
