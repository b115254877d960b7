import { describe, expect, test } from '@jest/globals';
import { merchant, noon } from '../pay/pay-for-tests';
import { wechatForTests, type WechatForTests } from './wechat-for-tests';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const shipping = {
  order_key: { order_number_type: 1, mchid: merchant, out_trade_no: 'T1' },
  logistics_type: 4,
  delivery_mode: 1,
  shipping_list: [{ item_desc: '双人套餐' }],
  upload_time: '2026-11-22T12:00:00.000+08:00',
  payer: { openid: 'buyer' },
};

function upload(wechat: WechatForTests, over: Record<string, unknown> = {}) {
  return wechat.ask('wxa.sec.order.uploadShippingInfo', { ...shipping, ...over });
}

function orderOf(wechat: WechatForTests): Record<string, unknown> {
  const answer = wechat.ask('wxa.sec.order.getOrder', { merchant_id: merchant, merchant_trade_no: 'T1' });
  return answer.order as Record<string, unknown>;
}

describe('uploadShippingInfo', () => {
  test('uploadShippingInfo: once, corrected once, and then no more', () => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    expect([1, 2, 3].map(() => upload(wechat).errcode)).toEqual([0, 0, 10060003]);
    expect(orderOf(wechat).shipping).toMatchObject({ logistics_type: 4, goods_desc: '双人套餐' });
  });

  test('uploadShippingInfo: a correction does not put off when receipt is confirmed', () => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    upload(wechat);
    wechat.clock.t += DAY_MS;
    upload(wechat);
    wechat.clock.t += DAY_MS;
    expect(orderOf(wechat).order_state).toBe(3);
  });

  test('uploadShippingInfo: takes the transaction id as well', () => {
    const wechat = wechatForTests();
    const { transactionId } = wechat.buy('T1').body;
    const key = { order_number_type: 2, transaction_id: transactionId };
    expect(upload(wechat, { order_key: key }).errcode).toBe(0);
    expect(upload(wechat, { order_key: { order_number_type: 2, transaction_id: '4200' } }).errcode).toBe(10060001);
  });

  const wrong: readonly (readonly [string, Record<string, unknown>, number])[] = [
    ['no parcel', { shipping_list: [] }, 268485228],
    ['two parcels', { shipping_list: [{ item_desc: 'a' }, { item_desc: 'b' }] }, 268485228],
    ['no list', { shipping_list: undefined }, 268485228],
    ['a tracking number for a pick-up', { shipping_list: [{ item_desc: 'a', tracking_no: '1' }] }, 10060014],
    ['no description', { shipping_list: [{}] }, 10060008],
    ['a description of 121', { shipping_list: [{ item_desc: 'x'.repeat(121) }] }, 10060009],
    ['a courier without number', { logistics_type: 1 }, 268485226],
    [
      'a courier without company',
      { logistics_type: 1, shipping_list: [{ item_desc: 'a', tracking_no: '1' }] },
      268485227,
    ],
    ['a pick-up in parts', { delivery_mode: 2 }, 10060006],
    ['no mode', { delivery_mode: undefined }, 268485224],
    ['logistics type 5', { logistics_type: 5 }, 10060005],
    ['a time without zone', { upload_time: '2026-11-22 12:00:00' }, 268485216],
    ['another payer', { payer: { openid: 'other' } }, 10060031],
    ['an unpaid order', { order_key: { ...shipping.order_key, out_trade_no: 'T2' } }, 10060001],
    ['an order nobody made', { order_key: { ...shipping.order_key, out_trade_no: 'T9' } }, 10060001],
    ['no kind of number', { order_key: {} }, 268485194],
    ['no merchant', { order_key: { ...shipping.order_key, mchid: '' } }, 268485196],
  ];
  test.each(wrong)('uploadShippingInfo: %s is refused', (_, over, code) => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    wechat.call('unifiedOrder', { out_trade_no: 'T2' });
    expect(upload(wechat, over).errcode).toBe(code);
    expect(orderOf(wechat).order_state).toBe(1);
  });

  test('uploadShippingInfo: the text for a wrong list is the documented one', () => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    expect(upload(wechat, { shipping_list: [] }).errmsg).toBe('统一发货模式下，物流信息列表长度必须为1');
  });

  test('uploadShippingInfo: an order that is refunded or settled cannot be shipped', () => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    wechat.call('refund', { out_trade_no: 'T1', out_refund_no: 'R1', refund_fee: 100, total_fee: 100 });
    expect(upload(wechat)).toEqual({ errcode: 10060004, errmsg: '支付单处于不可发货的状态' });
    const other = wechatForTests();
    other.buy('T1');
    upload(other);
    other.clock.t += 2 * DAY_MS;
    expect(upload(other).errcode).toBe(10060004);
  });
});

describe('getOrder', () => {
  const states: readonly (readonly [string, number | undefined, number, number])[] = [
    ['paid', undefined, 30 * DAY_MS, 1],
    ['just shipped', 4, 0, 2],
    ['before two days', 3, 2 * DAY_MS - 1, 2],
    ['after two days', 4, 2 * DAY_MS, 3],
    ['on the day after that', 4, 2 * DAY_MS + 12 * HOUR_MS, 6],
    ['a day later', 4, 3 * DAY_MS + 12 * HOUR_MS, 4],
    ['with a courier after two days', 1, 2 * DAY_MS, 2],
    ['with a courier after ten days', 1, 10 * DAY_MS, 3],
  ];
  test.each(states)('getOrder: an order that is %s', (_, type, afterMs, state) => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    const parcel = { item_desc: 'a', ...(type === 1 ? { tracking_no: '1', express_company: 'STO' } : {}) };
    if (type !== undefined) expect(upload(wechat, { logistics_type: type, shipping_list: [parcel] }).errcode).toBe(0);
    wechat.clock.t = noon + afterMs;
    expect(orderOf(wechat)).toMatchObject({ order_state: state, paid_amount: 100, openid: 'buyer' });
  });

  test('getOrder: an order that is refunded in full is state 5, in part it is not', () => {
    const wechat = wechatForTests();
    wechat.buy('T1');
    const refund = { out_trade_no: 'T1', total_fee: 100 };
    wechat.call('refund', { ...refund, out_refund_no: 'R1', refund_fee: 99 });
    expect(orderOf(wechat).order_state).toBe(1);
    wechat.clock.t += 60_000;
    wechat.call('refund', { ...refund, out_refund_no: 'R2', refund_fee: 1 });
    expect(orderOf(wechat).order_state).toBe(5);
  });

  test('getOrder: needs a number, and knows paid orders only', () => {
    const wechat = wechatForTests();
    wechat.call('unifiedOrder');
    expect(wechat.ask('wxa.sec.order.getOrder', {}).errcode).toBe(10060014);
    expect(wechat.ask('wxa.sec.order.getOrder', { merchant_id: merchant, merchant_trade_no: 'T1' }).errcode).toBe(
      10060001,
    );
  });
});

test('security.msgSecCheck: texts pass, too long ones do not', () => {
  const wechat = wechatForTests();
  expect(wechat.ask('security.msgSecCheck', { content: '你好', version: 2 })).toMatchObject({
    errcode: 0,
    result: { suggest: 'pass' },
  });
  expect(wechat.ask('security.msgSecCheck', { content: 'x'.repeat(2501) }).errcode).toBe(45002);
  expect(wechat.ask('security.msgSecCheck', { content: '' }).errcode).toBe(44002);
});
