import { describe, expect, test } from '@jest/globals';
import type { PaymentState, RefundAnswer } from '../runtime/payments';
import { cloudPay, type CloudPay } from './cloud-pay';

type Fields = Readonly<Record<string, unknown>>;

/** WeChat Pay that answers every call with these fields, as the SDK passes them on: without WeChat's own code. */
function answering(fields: Fields) {
  const answer = () => Promise.resolve({ errCode: 0, errMsg: 'cloudPay:ok', ...fields });
  const calls: CloudPay = { unifiedOrder: answer, queryOrder: answer, closeOrder: answer, refund: answer };
  return cloudPay(calls, { environmentId: 'test', nonce: () => 'nonce' });
}

/** v2 has understood the call and says no: of its word for that only the description is left. */
const saying = (errCodeDes: string): Fields => ({ returnCode: 'SUCCESS', resultCode: 'FAIL', errCodeDes });

/** v2 does not take the message itself. */
const notTaking = (returnMsg: string): Fields => ({ returnCode: 'FAIL', returnMsg });

const order = { orderId: 'O1', subMchId: '1900000001' };
const wanted = { ...order, refundId: 'R1', totalFen: 200, amountFen: 100, reason: '买家申请退款' };

describe('cloudPay: what WeChat answers when a refund is asked for', () => {
  // Descriptions and remedies of the v2 refund page's table of errors, and what public reports saw (2026-11-22).
  const table: readonly (readonly [word: string, fields: Fields, answer: RefundAnswer])[] = [
    ['SUCCESS', { returnCode: 'SUCCESS', resultCode: 'SUCCESS' }, 'accepted'],
    ['FREQUENCY_LIMITED', saying('频率限制'), 'later'],
    ['FREQUENCY_LIMITED of one order', saying('频率限制，同一笔订单的多次退款请间隔1分钟'), 'later'],
    ['FREQUENCY_LIMITED of old orders', saying('频率限制,1个月之前的订单申请退款有频率限制'), 'later'],
    ['SYSTEMERROR', saying('系统错误'), 'later'],
    ['SYSTEMERROR, its cause', saying('系统超时'), 'later'],
    ['SYSTEMERROR, busy', saying('系统繁忙，请稍后重试'), 'later'],
    ['ORDER_NOT_READY', saying('订单处理中，暂时无法退款，请稍后再试'), 'later'],
    ['INVALID_REQ_TOO_MUCH', saying('无效请求过多，请稍后再试'), 'later'],
    ['SYSTEMERROR, its description', saying('接口返回错误'), 'later'],
    ['SYSTEMERROR, its remedy', saying('请不要更换商户退款单号，请使用相同参数再次调用API。'), 'later'],
    ['BIZERR_NEED_RETRY', saying('退款业务流程错误，需要商户触发重试来解决'), 'later'],
    ['INVALID_REQ_TOO_MUCH, its description', saying('无效请求过多'), 'later'],
    ['a word in its place', saying('BIZERR_NEED_RETRY'), 'later'],
    ['a word in the message', notTaking('SYSTEMERROR'), 'later'],
    ['NOTENOUGH', saying('余额不足'), 'no_funds'],
    ['NOTENOUGH as reported', saying('基本账户余额不足，请充值后重新发起'), 'no_funds'],
    ['NOTENOUGH, to be tried again', saying('资金不足，请稍后重试'), 'no_funds'],
    ['TRADE_OVERDUE', saying('订单已经超过退款期限'), 'refused'],
    ['USER_ACCOUNT_ABNORMAL', saying('退款请求失败'), 'refused'],
    ['ERROR', saying('订单已全额退款'), 'refused'],
    ['REFUND_FEE_MISMATCH', saying('订单金额或退款金额与之前请求不一致，请核实后再试'), 'refused'],
    ['INVALID_REQUEST', saying('refund_fee大于可退金额'), 'refused'],
    ['INVALID_TRANSACTIONID', saying('无效transaction_id'), 'refused'],
    ['PARAM_ERROR', notTaking('缺少参数out_refund_no'), 'refused'],
    ['nothing', {}, 'refused'],
  ];
  test.each(table)('refund: %s', async (_, fields, answer) => {
    expect(await answering(fields).refund(wanted)).toBe(answer);
  });
});

describe('cloudPay: a word of error decides nothing else', () => {
  const words = [
    '系统异常，请再调用发起查询',
    '系统错误',
    '此交易订单号不存在',
    '频率限制',
    '该订单已支付',
    '订单已关闭',
  ];

  test.each(words)('%s: no prepayment, the state unknown, and whether it is closed in doubt', async (word) => {
    const pay = answering(saying(word));
    const prepayment = { ...order, title: '双人套餐', amountFen: 200, payBy: 0, attach: '' };
    expect(await pay.prepay(prepayment)).toBeUndefined();
    expect(await pay.query(order)).toEqual({ state: 'unknown' } satisfies PaymentState);
    expect(await pay.close(order)).toBe('doubtful');
  });

  test('a message that was taken is no success of what it asks for', async () => {
    const pay = answering({ returnCode: 'SUCCESS', tradeState: 'CLOSED' });
    expect(await pay.query(order)).toEqual({ state: 'unknown' });
    expect(await pay.close(order)).toBe('doubtful');
  });
});
