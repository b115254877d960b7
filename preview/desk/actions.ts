import type { Action } from '../../typings/api';

/** What a call of the contract means in the log: what somebody does, and whether it only looks. */
export interface Deed {
  readonly text: string;
  readonly isLook: boolean;
}

const looks = (text: string): Deed => ({ text, isLook: true });
const does = (text: string): Deed => ({ text, isLook: false });

const deeds: Readonly<Record<Action, Deed>> = {
  getMe: looks('看自己的身份'),
  saveProfile: does('改昵称'),
  deleteMe: does('注销'),
  listDeals: looks('看有哪些优惠'),
  getDeal: looks('看一个优惠'),
  getGroup: looks('看一个团'),
  acceptInvitation: does('接受邀请'),
  claimShop: does('开店'),
  getShareCode: looks('取小程序码'),
  getShareCard: looks('取分享卡片'),
  createOrder: does('下单'),
  getPayment: looks('取付款单'),
  confirmPayment: does('核对付款结果'),
  cancelOrder: does('取消订单'),
  listOrders: looks('看订单'),
  getOrder: looks('看一笔订单'),
  getVoucher: looks('打开券'),
  requestRefund: does('申请退款'),
  listMessages: looks('看消息'),
  markRead: does('读了消息'),
  recordConsent: does('同意接收通知'),
  getCommission: looks('看自己的佣金'),
  prepareRedemption: looks('查一张券'),
  redeemVoucher: does('核销'),
  undoRedemption: does('撤销核销'),
  listRedemptions: looks('看核销记录'),
  saveDeal: does('保存优惠'),
  checkDeal: looks('检查优惠'),
  publishDeal: does('上架优惠'),
  unpublishDeal: does('下架优惠'),
  listMerchantDeals: looks('看自己的优惠'),
  getMerchantDeal: looks('看自己的一个优惠'),
  adjustStock: does('改库存'),
  importCodes: does('导入券码'),
  listMerchantOrders: looks('看店里的订单'),
  getMerchantOrder: looks('看店里的一笔订单'),
  refundOrder: does('给顾客退款'),
  markRefundPaid: does('标记已线下退款'),
  fillSeats: does('商家补位'),
  saveStore: does('保存门店'),
  listStores: looks('看门店'),
  exportOrders: does('导出订单'),
  getStatement: looks('看账单'),
  getBalance: looks('看余额'),
  listCommissions: looks('看佣金'),
  exportCommissions: does('导出佣金'),
  payCommission: does('付佣金'),
  getReport: looks('看经营数据'),
  inviteStaff: does('邀请店员'),
  listStaff: looks('看店员'),
  revokeStaff: does('停用店员'),
  createMerchant: does('开通商家'),
  issueSetupCode: does('发开店码'),
  listMerchants: looks('看有哪些商家'),
};

/** What a call means; an action that is not of the contract keeps its name. */
export function deedOf(action: string): Deed {
  return Object.hasOwn(deeds, action) ? deeds[action as Action] : does(action);
}
