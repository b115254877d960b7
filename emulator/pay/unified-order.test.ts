import { describe, expect, test } from '@jest/globals';
import { noon, payForTests, verdict, type PayForTests } from './pay-for-tests';

const MINUTE_MS = 60_000;

describe('unifiedOrder', () => {
  test('unifiedOrder: prepares a payment that the phone can show', () => {
    const pay = payForTests();
    const answer = pay.call('unifiedOrder', { attach: 'GROUP1' });
    expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'SUCCESS', sub_mch_id: '1900000109' });
    expect(answer.prepay_id).toMatch(/^wx20261122120000[0-9a-f]{16}0000$/);
    expect(answer.payment).toEqual({
      appId: 'wxmerchant',
      timeStamp: String(noon / 1000),
      nonceStr: expect.stringMatching(/^[0-9A-F]{32}$/),
      package: `prepay_id=${String(answer.prepay_id)}`,
      signType: 'MD5',
      paySign: expect.stringMatching(/^[0-9A-F]{32}$/),
    });
  });

  test('unifiedOrder: the same order again, with another nonce and IP, is the same prepayment', () => {
    const pay = payForTests();
    const first = pay.call('unifiedOrder', { nonce_str: 'a' });
    pay.clock.t += MINUTE_MS;
    const again = pay.call('unifiedOrder', { nonce_str: 'b', spbill_create_ip: '10.0.0.1' });
    expect(again.prepay_id).toBe(first.prepay_id);
  });

  const differing: readonly (readonly [string, Record<string, unknown>, { openid: string; appid: string }])[] = [
    ['amount', { total_fee: 101 }, { openid: 'buyer', appid: 'wxmerchant' }],
    ['attach', { attach: 'GROUP2' }, { openid: 'buyer', appid: 'wxmerchant' }],
    ['time_expire', { time_expire: '20261122120500' }, { openid: 'buyer', appid: 'wxmerchant' }],
    ['payer', {}, { openid: 'other', appid: 'wxmerchant' }],
    ['mini-program', {}, { openid: 'buyer', appid: 'wxother' }],
  ];
  test.each(differing)('unifiedOrder: the same number with another %s is refused', (_, args, caller) => {
    const pay = payForTests();
    pay.call('unifiedOrder');
    const answer = pay.call('unifiedOrder', args, caller);
    expect(answer).toMatchObject({ err_code: 'OUT_TRADE_NO_USED', err_code_des: '商户订单号重复' });
  });

  const prior: readonly (readonly [string, (pay: PayForTests) => void, string])[] = [
    ['paid', (pay) => pay.buy('T1'), 'ORDERPAID'],
    [
      'closed',
      (pay) => {
        pay.call('unifiedOrder');
        pay.clock.t += 5 * MINUTE_MS;
        pay.call('closeOrder', { out_trade_no: 'T1' });
      },
      'ORDERCLOSED',
    ],
    [
      'expired',
      (pay) => {
        pay.call('unifiedOrder');
        pay.clock.t += 120 * MINUTE_MS;
      },
      'ORDERCLOSED',
    ],
  ];
  test.each(prior)('unifiedOrder: an order that is %s cannot be prepared again', (_, before, code) => {
    const pay = payForTests();
    before(pay);
    expect(verdict(pay.call('unifiedOrder'))).toBe(code);
  });

  const wrong: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ['no body', { body: undefined }, '缺少参数body'],
    ['body of 129', { body: 'x'.repeat(129) }, 'body参数长度有误'],
    ['number of 33', { out_trade_no: 'x'.repeat(33) }, 'out_trade_no参数长度有误'],
    ['number with a blank', { out_trade_no: 'a b' }, 'out_trade_no参数格式错误'],
    ['attach of 128', { attach: 'x'.repeat(128) }, 'attach参数长度有误'],
    ['no amount', { total_fee: undefined }, 'invalid total_fee'],
    ['amount zero', { total_fee: 0 }, 'invalid total_fee'],
    ['part of a fen', { total_fee: 1.5 }, 'invalid total_fee'],
    ['amount as text', { total_fee: '100' }, 'invalid total_fee'],
    ['no function', { function_name: '' }, '缺少参数function_name'],
    ['no IP', { spbill_create_ip: undefined }, '缺少参数spbill_create_ip'],
    ['the 31st of November', { time_expire: '20261131000000' }, 'time_expire参数格式错误'],
    ['time with a zone', { time_expire: '2026-11-22T12' }, 'time_expire参数格式错误'],
    ['time that has come', { time_expire: '20261122120000' }, 'INVALID_REQUEST'],
    ['unknown merchant', { sub_mch_id: '1900000999' }, 'NOAUTH'],
    ['operator as merchant', { sub_mch_id: { $ne: null } }, 'sub_mch_id参数格式错误'],
  ];
  test.each(wrong)('unifiedOrder: %s is refused and leaves nothing behind', (_, args, code) => {
    const pay = payForTests();
    expect(verdict(pay.call('unifiedOrder', args))).toBe(code);
    expect(pay.engine.count('sys_pay_orders', {})).toBe(0);
  });

  test('unifiedOrder: an unknown merchant number is told in the words of cloudPay', () => {
    const answer = payForTests().call('unifiedOrder', { sub_mch_id: '1900000999' });
    expect(answer).toMatchObject({ return_code: 'SUCCESS', result_code: 'FAIL', err_code_des: '受理关系不存在' });
  });

  test('unifiedOrder: a call without a person behind it needs the payer by name', () => {
    const pay = payForTests();
    const nobody = { appid: 'wxmerchant' };
    expect(verdict(pay.call('unifiedOrder', {}, nobody))).toBe('缺少参数openid');
    expect(verdict(pay.call('unifiedOrder', { sub_openid: 'buyer' }, nobody))).toBe('SUCCESS');
  });

  test('unifiedOrder: the fault prepay-fails refuses and makes no order; the next call passes', () => {
    const pay = payForTests();
    pay.faults.replace([{ match: { action: 'createOrder' }, kind: 'prepay-fails', nth: 1 }]);
    const caller = { openid: 'buyer', appid: 'wxmerchant', action: 'createOrder' };
    expect(verdict(pay.call('unifiedOrder', {}, caller))).toBe('SYSTEMERROR');
    expect(pay.engine.count('sys_pay_orders', {})).toBe(0);
    expect(verdict(pay.call('unifiedOrder', {}, caller))).toBe('SUCCESS');
  });
});
