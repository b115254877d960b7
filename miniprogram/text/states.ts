import type { GroupStatus } from '../../typings/group';
import type { OrderStatus, RefundStatus, SettlementView, UseStatus, VoucherStatus } from '../../typings/order';

/** How a state is coloured. A word always says the same. */
export type Tone = 'good' | 'warn' | 'brand' | 'quiet';

/** A state as a label. */
export interface Label {
  readonly word: string;
  readonly tone: Tone;
}

/** What is said of an order without regard to its group and vouchers. */
export const orderLabels: Readonly<Record<OrderStatus, Label>> = {
  pending_payment: { word: '待付款', tone: 'brand' },
  paid: { word: '拼团中', tone: 'warn' },
  issued: { word: '已发券', tone: 'good' },
  closed: { word: '已关闭', tone: 'quiet' },
  refunding: { word: '退款中', tone: 'warn' },
  refunded: { word: '已退款', tone: 'quiet' },
};

export const useLabels: Readonly<Record<UseStatus, Label>> = {
  unused: { word: '未使用', tone: 'good' },
  partly_used: { word: '部分使用', tone: 'good' },
  used: { word: '已使用', tone: 'quiet' },
};

export const voucherLabels: Readonly<Record<VoucherStatus, Label>> = {
  valid: { word: '可使用', tone: 'good' },
  used: { word: '已使用', tone: 'quiet' },
  expired: { word: '已过期', tone: 'quiet' },
  refunding: { word: '退款中', tone: 'warn' },
  refunded: { word: '已退款', tone: 'quiet' },
};

/** When the merchant gets the money: a clock of its own beside use. */
export const settlementLabels: Readonly<Record<SettlementView['status'], string>> = {
  pending: '未入账',
  settled: '已入账',
  reversed: '已冲回',
};

export const refundLabels: Readonly<Record<RefundStatus, Label>> = {
  pending: { word: '已受理', tone: 'warn' },
  processing: { word: '微信处理中', tone: 'warn' },
  succeeded: { word: '已到账', tone: 'good' },
  waiting_for_funds: { word: '等待商家账户余额', tone: 'warn' },
  abnormal: { word: '商家正在人工处理', tone: 'warn' },
};

export const groupLabels: Readonly<Record<GroupStatus, Label>> = {
  open: { word: '拼团中', tone: 'warn' },
  formed: { word: '已成团', tone: 'good' },
  failed: { word: '未成团', tone: 'quiet' },
};
