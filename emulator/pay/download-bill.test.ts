import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { buyer, merchant, noon, payForTests, type PayForTests } from './pay-for-tests';
import { payAtSheet } from './pay-at-sheet';
import { payCalls } from './pay-calls';

const HOUR_MS = 3_600_000;
/** 10:00 in Beijing on the day after. */
const ready = noon + 22 * HOUR_MS;

function bill(pay: PayForTests, args: Record<string, unknown> = {}): string {
  const wanted = { sub_mch_id: merchant, bill_date: '20261122', bill_type: 'ALL', ...args };
  const answer = payCalls.downloadBill?.(pay, wanted, buyer);
  if (Buffer.isBuffer(answer)) return (args.tar_type === 'GZIP' ? gunzipSync(answer) : answer).toString();
  return String(answer?.return_msg);
}

/** The bill as records by column, without the backticks; the totals last. */
function rowsOf(text: string): Record<string, string>[] {
  const table = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(',').map((value) => value.replace(/^`/, '')));
  const totalsAt = table.length - 2;
  const record = (columns: string[], row: string[]) =>
    Object.fromEntries(columns.map((name, i) => [name, row[i] ?? '?']));
  const columns = table[0] ?? [];
  return [
    ...table.slice(1, totalsAt).map((row) => record(columns, row)),
    record(table[totalsAt] ?? [], table.at(-1) ?? []),
  ];
}

/** One payment of 12.34 yuan, and 2.34 of it given back. */
function dayOfTrade(): PayForTests {
  const pay = payForTests();
  pay.call('unifiedOrder', { out_trade_no: 'T0', body: '不付, 不要' });
  pay.buy('T1', 1234);
  const refund = { out_trade_no: 'T1', out_refund_no: 'R1', refund_fee: 234, total_fee: 1234 };
  pay.clock.t += HOUR_MS;
  pay.call('refund', refund);
  pay.clock.t = ready;
  return pay;
}

describe('downloadBill', () => {
  test('downloadBill: payments, refunds and totals in yuan, each value after a backtick', () => {
    const text = bill(dayOfTrade());
    expect(text.split('\r\n')[1]).toMatch(
      /^`2026-11-22 12:00:00,`wxmerchant,`1800000001,`1900000109,`,`4200\d{24},`T1,/,
    );
    const [payment, refund, totals, ...rest] = rowsOf(text);
    expect(rest).toEqual([]);
    expect(payment).toMatchObject({
      交易状态: 'SUCCESS',
      商户订单号: 'T1',
      订单金额: '12.34',
      申请退款金额: '0.00',
      手续费: '0.07000',
    });
    expect(refund).toMatchObject({
      交易时间: '2026-11-22 13:00:00',
      交易状态: 'REFUND',
      商户退款单号: 'R1',
      退款金额: '2.34',
      退款状态: 'SUCCESS',
      手续费: '-0.01000',
      订单金额: '0.00',
    });
    expect(totals).toEqual({
      总交易单数: '2',
      应结订单总金额: '12.34',
      退款总金额: '2.34',
      充值券退款总金额: '0.00',
      手续费总金额: '0.06000',
      订单总金额: '12.34',
      申请退款总金额: '2.34',
    });
  });

  test('downloadBill: GZIP is the same bill', () => {
    const pay = dayOfTrade();
    expect(bill(pay, { tar_type: 'GZIP' })).toBe(bill(pay));
  });

  test("downloadBill: a comma in the merchant's own text does not make a column", () => {
    const pay = payForTests();
    const { prepay_id } = pay.call('unifiedOrder', { body: '一,二\n三' });
    payAtSheet(pay, { package: `prepay_id=${String(prepay_id)}`, outcome: 'success', openid: 'buyer' });
    pay.clock.t = ready;
    expect(rowsOf(bill(pay))[0]).toMatchObject({ 商户订单号: 'T1', 商品名称: '一 二 三', 费率: '0.60%' });
  });

  const rows: readonly (readonly [string, number, Record<string, unknown>, string])[] = [
    ['before ten o’clock of the next day', ready - 1, {}, 'Bill Creating'],
    ['of a day without trade', ready, { bill_date: '20261121' }, 'No Bill Exist'],
    ['after three months', ready + 93 * 24 * HOUR_MS, {}, 'No Bill Exist'],
    ['of no day', ready, { bill_date: '20261131' }, 'invalid bill_date'],
    ['of another type', ready, { bill_type: 'X' }, 'invalid bill_type'],
    ['without a day', ready, { bill_date: undefined }, '缺少参数bill_date'],
  ];
  test.each(rows)('downloadBill: a bill %s cannot be had', (_, at, args, message) => {
    const pay = dayOfTrade();
    pay.clock.t = at;
    expect(bill(pay, args)).toBe(message);
  });

  const midnight: readonly (readonly [string, number, string])[] = [
    ['the last millisecond of a day', 12 * HOUR_MS - 1, '20261122'],
    ['the first millisecond of the next', 12 * HOUR_MS, '20261123'],
  ];
  test.each(midnight)('downloadBill: a payment in %s is in that day’s bill', (_, afterMs, day) => {
    const pay = payForTests();
    pay.clock.t = noon + afterMs;
    pay.buy('T1');
    pay.clock.t = ready + 24 * HOUR_MS;
    const days = ['20261122', '20261123'].filter((each) => bill(pay, { bill_date: each }).includes('T1'));
    expect(days).toEqual([day]);
  });

  test('downloadBill: the fault bill-wrong makes one row a fen too large, and the totals with it', () => {
    const pay = dayOfTrade();
    pay.faults.replace([{ match: {}, kind: 'bill-wrong' }]);
    const [payment, refund, totals] = rowsOf(bill(pay));
    expect([payment?.订单金额, refund?.退款金额, totals?.订单总金额]).toEqual(['12.35', '2.34', '12.35']);
  });
});
