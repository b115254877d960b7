import { describe, expect, test } from '@jest/globals';
import { setMerchantBalance } from './accounts';
import { payForTests, verdict, type PayForTests } from './pay-for-tests';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

function ask(pay: PayForTests, outRefundNo: string, refundFeeFen: number, over: Record<string, unknown> = {}) {
  const amounts = { out_refund_no: outRefundNo, refund_fee: refundFeeFen, total_fee: 100, out_trade_no: 'T1' };
  return pay.call('refund', { ...amounts, function_name: 'refund-notify', env_id: 'local-env', ...over });
}

function balance(pay: PayForTests): unknown {
  return pay.engine.find('sys_pay_accounts', {})[0]?.balanceFen;
}

describe('refund', () => {
  test('refund: is accepted, takes the money from the account, and tells the function later', () => {
    const pay = payForTests();
    pay.buy('T1');
    const answer = ask(pay, 'R1', 30);
    expect(answer).toMatchObject({ result_code: 'SUCCESS', out_refund_no: 'R1', refund_fee: 30, total_fee: 100 });
    expect(answer.refund_id).toMatch(/^50\d{8}20261122\d{11}$/);
    expect(balance(pay)).toBe(70);
    expect(pay.call('queryOrder', { out_trade_no: 'T1' }).trade_state).toBe('REFUND');
    const notice = pay.engine.find('sys_pay_notices', { filter: { kind: 'refund' } })[0];
    expect(notice).toMatchObject({ functionName: 'refund-notify', dueAt: pay.clock.t + 5000 });
  });

  test('refund: the same number again is the same refund, whenever it comes', () => {
    const pay = payForTests();
    pay.buy('T1');
    const first = ask(pay, 'R1', 100);
    expect(ask(pay, 'R1', 100).refund_id).toBe(first.refund_id);
    pay.clock.t += 400 * DAY_MS;
    expect(ask(pay, 'R1', 100).refund_id).toBe(first.refund_id);
    expect(pay.engine.count('sys_pay_refunds', {})).toBe(1);
    expect(balance(pay)).toBe(0);
  });

  const rows: readonly (readonly [string, number, Record<string, unknown>, number, string])[] = [
    ['another amount under a used number', 31, { out_refund_no: 'R1' }, MINUTE_MS, 'REFUND_FEE_MISMATCH'],
    ['another total', 10, { total_fee: 99 }, MINUTE_MS, 'REFUND_FEE_MISMATCH'],
    ['more than is left', 71, {}, MINUTE_MS, 'INVALID_REQUEST'],
    ['more than the total', 101, {}, MINUTE_MS, 'invalid refund_fee'],
    ['an order nobody made', 10, { out_trade_no: 'T9' }, MINUTE_MS, 'ORDERNOTEXIST'],
    ['an unpaid order', 10, { out_trade_no: 'T2' }, MINUTE_MS, 'INVALID_REQUEST'],
    ['a number of 65', 10, { out_refund_no: 'x'.repeat(65) }, MINUTE_MS, 'out_refund_no参数长度有误'],
    ['a second within the minute', 10, {}, MINUTE_MS - 1, 'FREQUENCY_LIMITED'],
    ['a second after a minute', 70, {}, MINUTE_MS, 'SUCCESS'],
    ['the last millisecond of 365 days', 10, {}, 365 * DAY_MS, 'SUCCESS'],
    ['after 365 days', 10, {}, 365 * DAY_MS + 1, 'TRADE_OVERDUE'],
  ];
  test.each(rows)('refund: %s', (_, refundFeeFen, over, afterMs, code) => {
    const pay = payForTests();
    pay.buy('T1');
    pay.call('unifiedOrder', { out_trade_no: 'T2' });
    ask(pay, 'R1', 30);
    const before = balance(pay);
    pay.clock.t += afterMs;
    expect(verdict(ask(pay, 'R2', refundFeeFen, over))).toBe(code);
    if (code !== 'SUCCESS') expect(balance(pay)).toBe(before);
  });

  test('refund: an order that has been given back in full says so', () => {
    const pay = payForTests();
    pay.buy('T1');
    ask(pay, 'R1', 100);
    pay.clock.t += MINUTE_MS;
    expect(ask(pay, 'R2', 1)).toMatchObject({ err_code: 'ERROR', err_code_des: '订单已全额退款' });
  });

  test('refund: fifty parts of one order pass, the fifty-first does not', () => {
    const pay = payForTests();
    pay.buy('T1');
    const words = Array.from({ length: 51 }, (_, i) => {
      pay.clock.t += MINUTE_MS;
      return verdict(ask(pay, `R${String(i)}`, 1));
    });
    expect(words.slice(0, 50)).toEqual(Array(50).fill('SUCCESS'));
    expect(words[50]).toBe('INVALID_REQUEST');
  });

  test('refund: an empty account answers NOTENOUGH; the same number passes when there is money', () => {
    const pay = payForTests();
    pay.buy('T1');
    setMerchantBalance(pay, 99);
    expect(ask(pay, 'R1', 100)).toMatchObject({
      err_code: 'NOTENOUGH',
      err_code_des: '基本账户余额不足，请充值后重新发起',
    });
    expect(pay.call('queryOrder', { out_trade_no: 'T1' }).trade_state).toBe('SUCCESS');
    setMerchantBalance(pay, 100);
    expect(verdict(ask(pay, 'R1', 100))).toBe('SUCCESS');
    expect(balance(pay)).toBe(0);
  });

  test('refund: the fault refund-notenough refuses although there is money', () => {
    const pay = payForTests();
    pay.buy('T1');
    pay.faults.replace([{ match: { call: 'refund' }, kind: 'refund-notenough', nth: 1 }]);
    expect(verdict(ask(pay, 'R1', 100))).toBe('NOTENOUGH');
    expect(verdict(ask(pay, 'R1', 100))).toBe('SUCCESS');
  });
});

describe('refund limits', () => {
  test('refund: 150 good requests pass in one second, the next one waits for the next second', () => {
    const pay = payForTests();
    for (let i = 0; i < 151; i += 1) pay.buy(`T${String(i)}`);
    const one = (i: number) => verdict(ask(pay, `R${String(i)}`, 100, { out_trade_no: `T${String(i)}` }));
    const words = Array.from({ length: 151 }, (_, i) => one(i));
    expect(words.filter((word) => word === 'SUCCESS')).toHaveLength(150);
    expect(words[150]).toBe('FREQUENCY_LIMITED');
    pay.clock.t += 1000;
    expect(one(150)).toBe('SUCCESS');
  });

  test('refund: of wrong requests six a second are judged; good ones pass beside them', () => {
    const pay = payForTests();
    pay.buy('T1');
    const wrong = () => verdict(ask(pay, 'R1', 10, { out_trade_no: 'T9' }));
    const words = Array.from({ length: 8 }, wrong);
    expect(words.slice(0, 6)).toEqual(Array(6).fill('ORDERNOTEXIST'));
    expect(words.slice(6)).toEqual(['INVALID_REQ_TOO_MUCH', 'INVALID_REQ_TOO_MUCH']);
    expect(verdict(ask(pay, 'R1', 10))).toBe('SUCCESS');
    pay.clock.t += 1000;
    expect(wrong()).toBe('ORDERNOTEXIST');
  });
});

describe('queryRefund', () => {
  test('queryRefund: counts right and lists nothing, as reported of cloudPay', () => {
    const pay = payForTests();
    const { transactionId } = pay.buy('T1').body;
    const { refund_id } = ask(pay, 'R1', 30);
    pay.clock.t += MINUTE_MS;
    ask(pay, 'R2', 30);
    const empty = { out_refund_no_list: [], refund_fee_list: [], refund_status_list: [], refund_success_time_list: [] };
    expect(pay.call('queryRefund', { out_trade_no: 'T1' })).toMatchObject({ refund_count: 2, ...empty });
    expect(pay.call('queryRefund', { transaction_id: transactionId })).toMatchObject({ refund_count: 2, ...empty });
    expect(pay.call('queryRefund', { out_refund_no: 'R2' })).toMatchObject({ refund_count: 1, ...empty });
    expect(pay.call('queryRefund', { refund_id })).toMatchObject({ refund_count: 1, total_fee: 100 });
  });

  test('queryRefund: an order without refunds and an unknown number are REFUNDNOTEXIST', () => {
    const pay = payForTests();
    pay.buy('T1');
    expect(verdict(pay.call('queryRefund', { out_trade_no: 'T1' }))).toBe('REFUNDNOTEXIST');
    expect(verdict(pay.call('queryRefund', { out_refund_no: 'R9' }))).toBe('REFUNDNOTEXIST');
  });
});
