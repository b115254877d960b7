import { describe, expect, test } from '@jest/globals';
import { registerMerchant } from './accounts';
import { noon, payForTests, verdict, type PayForTests } from './pay-for-tests';
import { payAtSheet } from './pay-at-sheet';

const MINUTE_MS = 60_000;

function sheet(pay: PayForTests, over: Partial<Parameters<typeof payAtSheet>[1]> = {}) {
  const { prepay_id } = pay.call('unifiedOrder');
  const name = `prepay_id=${String(prepay_id)}`;
  return (later: Partial<Parameters<typeof payAtSheet>[1]> = {}) =>
    payAtSheet(pay, { package: name, outcome: 'success', openid: 'buyer', ...over, ...later });
}

describe('payAtSheet', () => {
  test('payAtSheet: success pays the order once; paying again repeats the answer', () => {
    const pay = payForTests();
    const show = sheet(pay);
    const first = show();
    expect(first.status).toBe(200);
    expect(first.body.transactionId).toMatch(/^4200\d{6}20261122\d{10}$/);
    pay.clock.t += MINUTE_MS;
    expect(show()).toEqual({ status: 200, body: first.body });
    expect(pay.engine.count('sys_pay_notices', {})).toBe(1);
    expect(pay.engine.find('sys_pay_accounts', {})[0]).toMatchObject({ balanceFen: 100 });
  });

  test('payAtSheet: closing the sheet changes nothing', () => {
    const pay = payForTests();
    expect(sheet(pay)({ outcome: 'cancel' })).toEqual({ status: 200, body: {} });
    expect(pay.call('queryOrder', { out_trade_no: 'T1' }).trade_state).toBe('NOTPAY');
  });

  const refusals: readonly (readonly [string, Partial<Parameters<typeof payAtSheet>[1]>, number])[] = [
    ['another person', { openid: 'other' }, 403],
    ['another person who cancels', { openid: 'other', outcome: 'cancel' }, 403],
    ['a package nobody made', { package: 'prepay_id=wx1' }, 404],
    ['no package', { package: '' }, 404],
  ];
  test.each(refusals)('payAtSheet: %s is refused', (_, action, status) => {
    const pay = payForTests();
    expect(sheet(pay)(action).status).toBe(status);
    expect(pay.engine.count('sys_pay_notices', {})).toBe(0);
  });

  const times: readonly (readonly [string, string | undefined, number, number])[] = [
    ['one millisecond before time_expire', '20261122120500', 5 * MINUTE_MS - 1, 200],
    ['at time_expire', '20261122120500', 5 * MINUTE_MS, 409],
    ['one millisecond before two hours', undefined, 120 * MINUTE_MS - 1, 200],
    ['after two hours', undefined, 120 * MINUTE_MS, 409],
  ];
  test.each(times)('payAtSheet: %s', (_, timeExpire, afterMs, status) => {
    const pay = payForTests();
    const { prepay_id } = pay.call('unifiedOrder', { time_expire: timeExpire });
    pay.clock.t = noon + afterMs;
    const action = { package: `prepay_id=${String(prepay_id)}`, outcome: 'success', openid: 'buyer' } as const;
    expect(payAtSheet(pay, action).status).toBe(status);
  });

  test('payAtSheet: a closed order answers ORDERCLOSED, unless paid-after-close lets it through', () => {
    const pay = payForTests();
    const show = sheet(pay);
    pay.clock.t += 5 * MINUTE_MS;
    pay.call('closeOrder', { out_trade_no: 'T1' });
    expect(show()).toEqual({ status: 409, body: { error: 'ORDERCLOSED' } });
    pay.faults.replace([{ match: {}, kind: 'paid-after-close' }]);
    expect(show().status).toBe(200);
    expect(pay.call('queryOrder', { out_trade_no: 'T1' }).trade_state).toBe('SUCCESS');
  });

  test('payAtSheet: the fault paid-after-close is not used up by an order that is open', () => {
    const pay = payForTests();
    pay.faults.replace([{ match: {}, kind: 'paid-after-close', nth: 1 }]);
    pay.buy('T0');
    const show = sheet(pay);
    pay.clock.t += 120 * MINUTE_MS;
    expect(show().status).toBe(200);
  });
});

describe('queryOrder', () => {
  test('queryOrder: a paid order tells amount, payer, attach and time in whole Beijing seconds', () => {
    const pay = payForTests();
    const { prepay_id } = pay.call('unifiedOrder', { attach: 'GROUP1' });
    pay.clock.t += 1_999;
    const { body } = payAtSheet(pay, {
      package: `prepay_id=${String(prepay_id)}`,
      outcome: 'success',
      openid: 'buyer',
    });
    const paid = {
      trade_state: 'SUCCESS',
      total_fee: 100,
      cash_fee: 100,
      sub_openid: 'buyer',
      attach: 'GROUP1',
      time_end: '20261122120001',
      transaction_id: body.transactionId,
    };
    expect(pay.call('queryOrder', { out_trade_no: 'T1' })).toMatchObject(paid);
    expect(pay.call('queryOrder', { transaction_id: body.transactionId })).toMatchObject(paid);
  });

  test('queryOrder: an unpaid order names no transaction, also after its time', () => {
    const pay = payForTests();
    pay.call('unifiedOrder', { time_expire: '20261122120500' });
    pay.clock.t += 6 * MINUTE_MS;
    const answer = pay.call('queryOrder', { out_trade_no: 'T1' });
    expect(answer.trade_state).toBe('NOTPAY');
    expect(answer).not.toHaveProperty('transaction_id');
  });

  test('queryOrder: knows no order of another merchant', () => {
    const pay = payForTests();
    const { transactionId } = pay.buy('T1').body;
    registerMerchant(pay, '1900000110');
    const other = { sub_mch_id: '1900000110' };
    expect(verdict(pay.call('queryOrder', { ...other, out_trade_no: 'T1' }))).toBe('ORDERNOTEXIST');
    expect(verdict(pay.call('queryOrder', { ...other, transaction_id: transactionId }))).toBe('ORDERNOTEXIST');
    expect(verdict(pay.call('queryOrder', { out_trade_no: 'T2' }))).toBe('ORDERNOTEXIST');
    expect(verdict(pay.call('queryOrder', { sub_mch_id: '1900000999', out_trade_no: 'T1' }))).toBe('NOAUTH');
  });
});

describe('closeOrder', () => {
  const rows: readonly (readonly [string, number, string, string])[] = [
    ['in its first five minutes stays open', 5 * MINUTE_MS - 1, 'INVALID_REQUEST', 'NOTPAY'],
    ['after five minutes is closed', 5 * MINUTE_MS, 'SUCCESS', 'CLOSED'],
  ];
  test.each(rows)('closeOrder: an order %s', (_, afterMs, code, state) => {
    const pay = payForTests();
    pay.call('unifiedOrder');
    pay.clock.t += afterMs;
    expect(verdict(pay.call('closeOrder', { out_trade_no: 'T1' }))).toBe(code);
    expect(pay.call('queryOrder', { out_trade_no: 'T1' }).trade_state).toBe(state);
  });

  test('closeOrder: paid, closed and unknown orders answer each in its word', () => {
    const pay = payForTests();
    pay.buy('T1');
    pay.call('unifiedOrder', { out_trade_no: 'T2' });
    pay.clock.t += 5 * MINUTE_MS;
    pay.call('closeOrder', { out_trade_no: 'T2' });
    const words = ['T1', 'T2', 'T3'].map((number) => verdict(pay.call('closeOrder', { out_trade_no: number })));
    expect(words).toEqual(['ORDERPAID', 'ORDERCLOSED', 'ORDERNOTEXIST']);
  });
});
