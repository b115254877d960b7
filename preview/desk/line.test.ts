import { describe, expect, test } from '@jest/globals';

import type { FeedEvent, Told } from '../server/event';
import { lineOf, lineOfPhone } from './line';

const told = (event: Told): FeedEvent => ({ ...event, nth: 1, at: 5 });
const call = (action: string, input: object, answer: object): Told => ({
  ...{ kind: 'call', function: 'api', openid: 'o-buyer', action, input, answer },
});

describe('lines of the cloud', () => {
  test.each<[string, Told, object]>([
    [
      '开团 ¥29.90',
      call('createOrder', { buy: 'open' }, { ok: true, data: { amountFen: 2990 } }),
      { topic: 'deed', isTrouble: false },
    ],
    ['看订单', call('listOrders', {}, { ok: true, data: {} }), { topic: 'look', isTrouble: false }],
    [
      '核销，没成：这张券已经用过',
      call('redeemVoucher', {}, { ok: false, error: 'VOUCHER_ALREADY_REDEEMED' }),
      { topic: 'deed', isTrouble: true },
    ],
    [
      '看一个团，没成：云函数出错了',
      { kind: 'call', function: 'api', action: 'getGroup', input: {}, failure: 'timeout' },
      { topic: 'deed', isTrouble: true },
    ],
    ['调用 who', { kind: 'call', function: 'who', input: {}, answer: 1 }, { topic: 'deed' }],
    ['newAction', call('newAction', {}, { ok: true }), { topic: 'deed' }],
    [
      '付了 ¥29.90，双人团',
      { kind: 'payment', step: 'paid', openid: 'o-buyer', title: '双人团', amountFen: 2990, orderNumber: 'o1' },
      { topic: 'money', openid: 'o-buyer', isTrouble: false },
    ],
    [
      '退款没到账 ¥10，双人团',
      { kind: 'payment', step: 'refundFailed', openid: 'o-buyer', title: '双人团', amountFen: 1000, orderNumber: 'o1' },
      { topic: 'money', isTrouble: true },
    ],
    [
      '微信支付告诉服务器：有一笔退款',
      { kind: 'payNotice', function: 'refund-notify', input: {}, answer: { errcode: 0 } },
      { topic: 'notice' },
    ],
    [
      '定时任务：结算过了七天的券，出错了',
      { kind: 'timer', function: 'settle', failure: 'broken' },
      { topic: 'time', isTrouble: true },
    ],
    [
      '时间往前走了1小时，路上办了 2 件到期的事',
      { kind: 'clock', from: 0, to: 3_600_000, isFrozen: false, ran: 2 },
      { topic: 'time' },
    ],
    ['时钟停住了', { kind: 'clock', from: 7, to: 7, isFrozen: true, ran: 0 }, { topic: 'time' }],
    ['把「双人团」发到群聊', { kind: 'card', openid: 'o-buyer', title: '双人团', path: 'p' }, { topic: 'notice' }],
    [
      '收到服务通知：成团了，到店可用',
      { kind: 'serviceNotice', openid: 'o-buyer', page: 'p', fields: { thing1: '成团了', thing2: '到店可用' } },
      { topic: 'notice', openid: 'o-buyer' },
    ],
  ])('%s', (text, event, rest) => {
    expect(lineOf(told(event))).toMatchObject({ at: 5, text, ...rest });
  });

  test('the details of a call are what was sent and what came back', () => {
    const { details } = lineOf(told(call('getDeal', { dealId: 'd1' }, { ok: true })));
    expect(details).toEqual([
      ['动作', 'getDeal'],
      ['请求', { dealId: 'd1' }],
      ['回答', { ok: true }],
    ]);
  });
});

describe('lines of a phone', () => {
  const entry = (kind: 'missing' | 'page' | 'call', title: string) =>
    lineOfPhone({ preview: 'journal', openid: 'o-buyer', entry: { at: 1, kind, title } }, 9);

  test('a part of WeChat that the preview lacks is a trouble', () => {
    expect(entry('missing', 'wx.foo')).toMatchObject({ at: 9, text: '预览里没有：wx.foo', isTrouble: true });
  });

  test('a page is told, what the cloud tells better is not', () => {
    expect(entry('page', 'pages/deal/deal')).toMatchObject({ topic: 'phone', isTrouble: false });
    expect(entry('call', 'getDeal')).toBeUndefined();
  });
});
