import type { PaymentRequest } from '../../typings/order';
import type { Paid, Payments, PaymentState, RefundAnswer } from '../runtime/payments';

/** An answer of cloudPay. Its `errCode` is the SDK's own and always 0: success is said by two words together. */
interface PayAnswer {
  readonly returnCode?: string;
  readonly resultCode?: string;
  readonly returnMsg?: string;
  readonly errCodeDes?: string;
  readonly tradeState?: string;
  readonly payment?: PaymentRequest;
  readonly [field: string]: unknown;
}

/** cloudPay of wx-server-sdk 4.0.2: a proxy that sends any name; the SDK has no types for it. */
export type CloudPay = Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => Promise<PayAnswer>>>;

interface Settings {
  readonly environmentId: string;
  readonly nonce: () => string;
}

/** The local address that all of WeChat's samples send: the caller of cloudPay is the cloud itself. */
const CLOUD_IP = '127.0.0.1';

/** WeChat's words for "not now": the same refund is asked for again later (CloudPay.refund, v2 error list). */
const LATER = /FREQUENCY_LIMITED|频率|SYSTEMERROR|系统|接口返回错误|BIZERR_NEED_RETRY|重试|稍后|再次调用|请求过多/;
const NO_FUNDS = /NOTENOUGH|余额不足|资金不足/;

/** WeChat Pay through cloudPay: API v2, the merchant as sub-merchant of WeChat's own service provider. */
export function cloudPay(pay: CloudPay, settings: Settings): Payments {
  const ask = async (name: string, fields: Readonly<Record<string, unknown>>): Promise<PayAnswer> => {
    const call = pay[name];
    if (!call) throw new Error(`cloudPay.${name} is not there`);
    return call({ nonceStr: settings.nonce(), ...fields });
  };
  return {
    async prepay({ orderId, title, amountFen, payBy, attach, subMchId }) {
      const answer = await ask('unifiedOrder', {
        ...{ functionName: 'pay-notify', envId: settings.environmentId, subMchId, attach },
        ...{ body: title.slice(0, 40), outTradeNo: orderId, totalFee: amountFen, tradeType: 'JSAPI' },
        ...{ spbillCreateIp: CLOUD_IP, timeExpire: beijing(payBy) },
      });
      return succeeded(answer) ? answer.payment : undefined;
    },

    async query({ orderId, subMchId }): Promise<PaymentState> {
      const answer = await ask('queryOrder', { subMchId, outTradeNo: orderId });
      if (!succeeded(answer)) return { state: 'unknown' };
      if (answer.tradeState === 'CLOSED' || answer.tradeState === 'REVOKED') return { state: 'closed' };
      const payment = ['SUCCESS', 'REFUND'].includes(answer.tradeState ?? '') ? paidFrom(answer) : undefined;
      return payment ? { state: 'paid', payment } : { state: 'unpaid' };
    },

    async close({ orderId, subMchId }) {
      return succeeded(await ask('closeOrder', { subMchId, outTradeNo: orderId })) ? 'closed' : 'doubtful';
    },

    async refund({ orderId, refundId, totalFen, amountFen, reason, subMchId }): Promise<RefundAnswer> {
      const answer = await ask('refund', {
        ...{ functionName: 'refund-notify', envId: settings.environmentId, subMchId },
        ...{ outTradeNo: orderId, outRefundNo: refundId, totalFee: totalFen, refundFee: amountFen },
        refundDesc: reason.slice(0, 80),
      });
      if (succeeded(answer)) return 'accepted';
      const words = `${answer.errCodeDes ?? ''} ${answer.returnMsg ?? ''}`;
      if (NO_FUNDS.test(words)) return 'no_funds';
      return LATER.test(words) ? 'later' : 'refused';
    },
  };
}

const succeeded = (answer: PayAnswer): boolean => answer.returnCode === 'SUCCESS' && answer.resultCode === 'SUCCESS';

/** Reads a payment out of a notice or a query; nothing where a field is not what it must be. */
export function paidFrom(fields: Readonly<Record<string, unknown>>): Paid | undefined {
  const { outTradeNo, transactionId, timeEnd } = fields;
  const payer = fields.subOpenid ?? fields.openid;
  const amountFen = amountOf(fields.totalFee);
  const paidAt = typeof timeEnd === 'string' ? fromBeijing(timeEnd) : NaN;
  if (typeof outTradeNo !== 'string' || typeof transactionId !== 'string' || typeof payer !== 'string')
    return undefined;
  if (!Number.isSafeInteger(amountFen) || !Number.isSafeInteger(paidAt)) return undefined;
  const attach = typeof fields.attach === 'string' ? fields.attach : '';
  return { orderId: outTradeNo, amountFen, payer, attach, transactionId, paidAt };
}

/** What became of a refund, as its notice says it. */
export interface RefundNotice {
  readonly orderId: string;
  readonly refundId: string;
  readonly amountFen: number;
  readonly outcome: 'succeeded' | 'abnormal';
}

/** Reads a refund notice; nothing where a field is not what it must be. */
export function refundFrom(fields: Readonly<Record<string, unknown>>): RefundNotice | undefined {
  const { outTradeNo, outRefundNo, refundStatus, returnCode = 'SUCCESS' } = fields;
  const amountFen = amountOf(fields.refundFee);
  if (typeof outTradeNo !== 'string' || typeof outRefundNo !== 'string' || !Number.isSafeInteger(amountFen))
    return undefined;
  if (returnCode !== 'SUCCESS') return undefined;
  const outcome = refundStatus === 'SUCCESS' ? 'succeeded' : 'abnormal';
  return { orderId: outTradeNo, refundId: outRefundNo, amountFen, outcome };
}

/** An amount as WeChat may write it, as a number or in digits; NaN for anything else. */
const amountOf = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN;

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** yyyyMMddHHmmss in Beijing, as API v2 writes times. */
function beijing(at: number): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);
}

function fromBeijing(text: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!match) return NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}+08:00`);
}
