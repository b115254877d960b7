import type { ErrorCode } from '../../typings/error';

/** A refusal in plain words: what happened, and what the reader can do. */
export interface Wording {
  readonly what: string;
  readonly todo: string;
}

/** Every refusal of the server as a person reads it. */
export const errors: Readonly<Record<ErrorCode, Wording>> = {
  NOT_SIGNED_IN: { what: '没有取得微信身份', todo: '请关闭后从微信重新打开' },
  UNKNOWN_ACTION: { what: '当前版本不支持这项操作', todo: '请关闭小程序后重新打开，更新到新版本' },
  FORBIDDEN: { what: '你没有这项权限', todo: '如需使用，请联系店主重新邀请' },
  INVALID_INPUT: { what: '有内容填写不正确', todo: '请检查后再提交' },
  REQUEST_ID_REUSED: { what: '内容在提交途中被改动了', todo: '请再提交一次' },
  TOO_MANY_ATTEMPTS: { what: '错误的券码输入太多次', todo: '请改用扫码，或稍后再输入' },
  NOT_FOUND: { what: '没有找到内容', todo: '链接可能不完整，或不属于当前账号，请向分享者重新索取' },
  DEAL_NOT_ON_SALE: { what: '这个优惠已停止购买', todo: '可以看看其他优惠' },
  DEAL_CHANGED: { what: '优惠内容刚刚有更新', todo: '请确认新的价格和规则后再购买' },
  GROUP_NOT_OPEN: { what: '这个团已经结束', todo: '可以自己开一个新团' },
  ALREADY_IN_GROUP: { what: '你已经在这个团里', todo: '可以查看自己的订单' },
  ORDER_PENDING: { what: '你有一笔未付款的订单', todo: '请先付款或取消那笔订单' },
  GROUP_FULL: { what: '名额刚刚被占满', todo: '可以自己开一个新团' },
  LIMIT_REACHED: { what: '超过了每人限购数量', todo: '请减少数量' },
  SOLD_OUT: { what: '库存不足', todo: '请减少数量，或看看其他优惠' },
  QUOTA_EXHAUSTED: { what: '商家暂时不能接新单', todo: '请联系商家' },
  PAYMENT_UNAVAILABLE: { what: '暂时无法发起微信支付', todo: '没有扣款，请稍后再试' },
  VOUCHER_NOT_FOUND: { what: '不是本店可用的券', todo: '请核对券码，或请顾客打开券页面重新出示' },
  OWN_VOUCHER: { what: '不能核销自己的券', todo: '请由其他核销员核销' },
  VOUCHER_NOT_ISSUED: { what: '这张券还没有生效', todo: '成团后才能使用' },
  VOUCHER_REFUNDED: { what: '这张券已退款或正在退款', todo: '不能再使用' },
  VOUCHER_ALREADY_REDEEMED: { what: '这张券已经用过', todo: '请勿重复提供服务' },
  TOKEN_EXPIRED: { what: '二维码已过期', todo: '请顾客打开券页面出示当前的二维码，截图无效' },
  VOUCHER_EXPIRED: { what: '这张券已过有效期', todo: '不能再使用' },
  VOUCHER_NOT_VALID_TODAY: { what: '这张券今天不可用', todo: '请顾客在可用日期再来' },
  ORDER_NOT_PAYABLE: { what: '这笔订单不能再付款', todo: '可以重新购买' },
  ORDER_NOT_CANCELLABLE: { what: '这笔订单不能取消', todo: '已付款的订单可以在成团后申请退款' },
  REFUND_WHILE_GROUP_OPEN: { what: '拼团进行中，暂时不能退款', todo: '未成团会自动全额退款，成团后可申请退款' },
  REFUND_NOT_ALLOWED: { what: '这些券不能退款', todo: '请查看订单里的退款说明' },
  REFUND_TOO_LARGE: { what: '超过了可退金额', todo: '请减少退款金额' },
  REFUND_PARTS_EXHAUSTED: { what: '这笔订单的退款次数已用完', todo: '请一次退完剩余的券' },
  STOCK_TOO_LOW: { what: '减少的数量超过了剩余库存', todo: '请减少调整数量' },
  UNDO_WINDOW_OVER: { what: '已超过一小时，不能撤销', todo: '如需退款，请联系店长' },
  UNDO_NOT_ALLOWED: { what: '这次核销不能撤销', todo: '它已被撤销过，或之后有过退款' },
  SEATS_NOT_FILLABLE: { what: '这个团现在不能补位', todo: '拼团进行中、至少两人付款、还有空位时才能补位' },
  CODES_NOT_IMPORTED: { what: '券码没有导入', todo: '请检查文件后重新上传' },
  DEAL_HAS_PROBLEMS: { what: '有几处需要修改', todo: '请按标出的位置修改' },
  COMMISSION_TOO_LARGE: { what: '超过了可结算的佣金', todo: '请减少金额' },
  INVITATION_INVALID: { what: '邀请码无效或已过期', todo: '请向店主重新索取' },
  INTERNAL: { what: '服务器出了一点问题', todo: '没有丢失内容，请再试一次' },
};

/** What is said when no answer to an act came. Its retry keeps the request id, or does no harm when it is repeated. */
export const unreachable: Wording = {
  what: '网络不通',
  todo: '没有收到结果，可能已经生效；连上后请再试一次，不会重复',
};

/** What is said where a page could not be read: it loads again by itself. */
export const unreachablePage: Wording = { what: '网络不通', todo: '请检查网络，连上后会自动重试' };

/** What is said when the mini-program itself fails. */
export const unexpected: Wording = { what: '页面出了一点问题', todo: '请返回后重新打开' };
