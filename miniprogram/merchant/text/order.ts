import type { RefundStatus } from '../../../typings/order';
import type { Label } from '../../text/states';

/** Words of an order as its merchant sees it. */
export const order = {
  orderNumber: '订单号',
  groupNumber: '团编号',
  copy: '复制',
  seatsMissing: (seats: number) => `还差 ${String(seats)} 人`,
  seatsFilled: (seats: number) => `商家补位 ${String(seats)} 人`,
  groupEnds: (when: string) => `${when} 结束`,
  facts: {
    buyer: '顾客',
    amount: '付款金额',
    tierPrice: '成团价',
    quantity: '份数',
    refunded: '已退到账',
    refundable: '还可退',
    orderedAt: '下单',
    payBy: '付款截止',
    paidAt: '付款',
    issuedAt: '发券',
    policy: '退款规则',
  },
  quantity: (units: number) => `${String(units)} 份`,
  tierPrice: (sum: string) => `每份 ${sum}，差价自动退回`,
  left: (sum: string) => `可退 ${sum}`,
  leftWithUsed: (sum: string, used: string) => `一共可退 ${sum}，其中 ${used} 是已用过的`,
  leftInAll: (sum: string) => `一共可退 ${sum}`,
  policies: { anytime: '随时退', notAnytime: '不支持随时退', onExpiry: '过期退', notOnExpiry: '过期不退' },
  closedBecause: {
    unpaid: '超过付款时间，没有扣款。',
    cancelled: '顾客取消了订单，没有扣款。',
    paid_late: '付款晚于截止时间，会原路退回。',
  } as Readonly<Record<string, string>>,
  vouchers: '券',
  noVouchers: '还没有发券',
  voucherName: (i: number) => `券 ${String(i)}`,
  usesLeft: (left: number, of: number) => `剩 ${String(left)}/${String(of)} 次`,
  validThrough: (day: string) => `有效期至 ${day}`,
  usedAt: (when: string) => `${when} 核销`,
  settledAt: (word: string, when: string) => `${word}（${when}）`,
  settlesRest: (word: string, when: string) => `核销过的已入账，其余${word}，最晚 ${when} 入账`,
  settlesAt: (word: string, when: string) => `${word}，最晚 ${when} 入账`,
  stores: '可用门店',
  refunds: '退款记录',
  refundedAt: (when: string) => `${when} 到账`,
  refundReasons: {
    group_failed: '未成团，自动退款',
    seat_lost: '名额已满，自动退款',
    voucher_expired: '券过期，自动退款',
    buyer_request: '顾客申请退款',
    tier_difference: '阶梯团差价，自动退款',
  } as Readonly<Record<string, string>>,
  paidByHand: { word: '已线下退款', tone: 'good' } as Label,
  paidByHandHow: (reference: string, when: string) => `${when ? `${when} 标记，` : ''}凭据：${reference}`,
  mark: '标记已线下退款',
  merchantRefund: (reason: string) => `商家退款：${reason}`,
  deal: '查看优惠',
  refundTitle: '退款',
  whyNoRefund: {
    pending_payment: '订单还没有付款，不用退款。',
    paid: '拼团进行中不能退款；没有成团会自动全额退款，成团后可以在这里退款。',
    issued: '没有可退的金额了。',
    closed: '订单没有付款就关闭了，不用退款。',
    refunding: '全部金额正在退回。',
    refunded: '全部金额已经退回。',
  },
} as const;

/** How far a refund is, as the merchant should know it, with what the merchant has to do. */
export const refundSteps: Readonly<Record<RefundStatus, Label & { readonly todo: string }>> = {
  pending: { word: '等待提交微信', tone: 'warn', todo: '会自动提交，一般一分钟内。' },
  processing: { word: '微信处理中', tone: 'warn', todo: '一般几分钟到账，退到银行卡最长 3 个工作日。' },
  succeeded: { word: '已到账', tone: 'good', todo: '' },
  waiting_for_funds: {
    ...{ word: '商户号余额不足', tone: 'warn' },
    todo: '请到微信支付商户平台给商户号充值。充值后会自动重试同一笔，不用再退一次，也不会多退。',
  },
  abnormal: {
    ...{ word: '退款异常，需要处理', tone: 'warn' },
    todo: '微信退不回去，顾客的收款账户可能已注销。请和顾客联系，用其他方式退款，退完后在这里标记。',
  },
};
