import { describe, expect, test } from '@jest/globals';

import type { Run } from '../../emulator/local/diary';
import { payOrders, payRefunds } from '../../emulator/pay/collections';
import type { PayOrder } from '../../emulator/pay/orders';
import { messages } from '../../emulator/wechat/collections';
import { tellChange, tellHappening } from './tell';

const run = (changes: Partial<Run>): Run => ({
  ...{ kind: 'run', function: 'api', identity: { appid: 'wx-a', source: 'wx_client' }, event: {} },
  ...{ startedAt: 1, endedAt: 2, changed: false, answer: null, ...changes },
});

describe('runs', () => {
  test('runs: a call that is no action of the contract is told with what was sent', () => {
    expect(tellHappening(run({ event: { plain: 1 } }))).toEqual({
      ...{ kind: 'call', function: 'api', input: { plain: 1 }, answer: null },
    });
  });

  test('runs: a notice of WeChat Pay is told with what it said', () => {
    const notice = run({
      function: 'pay-notify',
      identity: { appid: 'wx-a', source: 'wx_paycallback' },
      event: { a: 1 },
    });
    expect(tellHappening(notice)).toEqual({ kind: 'payNotice', function: 'pay-notify', input: { a: 1 }, answer: null });
  });

  test.each([
    ['found nothing to do', {}, undefined],
    ['changed something', { changed: true }, { kind: 'timer', function: 'expire', answer: null }],
    ['failed', { failure: 'broken' }, { kind: 'timer', function: 'expire', failure: 'broken' }],
  ])('runs: of a timer that %s', (_, changes, told) => {
    const timer = run({ function: 'expire', identity: { appid: 'wx-a', source: 'wx_trigger' }, ...changes });
    expect(tellHappening(timer)).toEqual(told);
  });
});

const order: PayOrder = {
  ...{ _id: 'm:o1', subMchId: 'm', outTradeNo: 'o1', appid: 'wx-a', openid: 'o-buyer', prepayId: 'p1' },
  ...{ totalFeeFen: 2990, body: '双人团', attach: null, envId: 'e', functionName: 'pay-notify', parameters: '' },
  ...{ createdAt: 1, payableUntil: 9, closedAt: null, paidAt: null, transactionId: null },
  ...{ refundedFen: 0, refundParts: 0, lastRefundAt: null },
};
const facts = { kind: 'payment', openid: 'o-buyer', title: '双人团', orderNumber: 'o1' };
const change = (collection: string, document: object) =>
  tellChange({ collection, id: 'x', document: { _id: 'x', ...document } }, (key) =>
    key === order._id ? order : undefined,
  );

describe('what WeChat keeps', () => {
  test.each([
    ['ordered', {}],
    ['paid', { paidAt: 2 }],
    ['closed', { closedAt: 2 }],
  ])('orders: one is told when it is %s', (step, changes) => {
    expect(change(payOrders, { ...order, ...changes })).toEqual({ ...facts, step, amountFen: 2990 });
  });

  test('orders: that one has been refunded is told by the refund alone', () => {
    expect(change(payOrders, { ...order, paidAt: 2, refundParts: 1 })).toBeUndefined();
    const refund = { orderId: order._id, refundFeeFen: 1000, outcome: 'SUCCESS' };
    expect(change(payRefunds, refund)).toEqual({ ...facts, step: 'refunded', amountFen: 1000 });
    expect(change(payRefunds, { ...refund, outcome: 'CHANGE' })).toMatchObject({ step: 'refundFailed' });
  });

  test('messages: a service notice is told to whom it came', () => {
    const message = { openid: 'o-buyer', template: 't', page: 'p', fields: { thing1: '成团了' }, sentAt: 1 };
    const told = { kind: 'serviceNotice', openid: 'o-buyer', page: 'p', fields: { thing1: '成团了' } };
    expect(change(messages, message)).toEqual(told);
  });

  test('what is removed, and what nobody would notice, is not told', () => {
    expect(tellChange({ collection: payOrders, id: 'x', document: null }, () => undefined)).toBeUndefined();
    expect(change('sys_timers', { lastAt: 1 })).toBeUndefined();
  });
});
