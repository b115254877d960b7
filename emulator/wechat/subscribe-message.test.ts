import { expect, test } from '@jest/globals';
import { consentLeft, messagesOf, setConsent } from './subscribe-message';
import { wechatForTests } from './wechat-for-tests';

const message = {
  touser: 'ann',
  template_id: 'formed',
  page: 'pages/order/order',
  data: { thing1: { value: '成团' } },
};

test('subscribeMessage.send: each consent buys one message, then 43101', () => {
  const wechat = wechatForTests();
  expect(wechat.ask('subscribeMessage.send', message).errcode).toBe(43101);
  setConsent(wechat, 'ann', 'formed', 2);
  const codes = [1, 2, 3].map(() => wechat.ask('subscribeMessage.send', message).errcode);
  expect(codes).toEqual([0, 0, 43101]);
  expect(messagesOf(wechat, 'ann')).toHaveLength(2);
});

test('subscribeMessage.send: consent is of one person and one template', () => {
  const wechat = wechatForTests();
  setConsent(wechat, 'ann', 'formed', 1);
  expect(wechat.ask('subscribeMessage.send', { ...message, touser: 'bob' }).errcode).toBe(43101);
  expect(wechat.ask('subscribeMessage.send', { ...message, template_id: 'failed' }).errcode).toBe(43101);
  expect(wechat.ask('subscribeMessage.send', message)).toEqual({ errcode: 0, errmsg: 'ok' });
});

test('messagesOf: what a person was sent, the newest first', () => {
  const wechat = wechatForTests();
  setConsent(wechat, 'ann', 'formed', 2);
  wechat.ask('subscribeMessage.send', message);
  wechat.clock.t += 1;
  wechat.ask('subscribeMessage.send', { ...message, data: { amount2: { value: 12 } } });
  expect(messagesOf(wechat, 'ann')).toMatchObject([
    { fields: { amount2: '12' }, sentAt: wechat.clock.t },
    { template: 'formed', page: 'pages/order/order', fields: { thing1: '成团' } },
  ]);
  expect(messagesOf(wechat, 'bob')).toEqual([]);
});

const wrong: readonly (readonly [string, Record<string, unknown>, number])[] = [
  ['no person', { touser: undefined }, 40003],
  ['no template', { template_id: '' }, 40037],
  ['a page with a leading slash', { page: '/pages/order/order' }, 41030],
  ['no fields', { data: undefined }, 47003],
  ['a field without value', { data: { thing1: {} } }, 47003],
  ['a field with an empty value', { data: { thing1: { value: '' } } }, 47003],
];
test.each(wrong)('subscribeMessage.send: %s is refused and costs no consent', (_, over, code) => {
  const wechat = wechatForTests();
  setConsent(wechat, 'ann', 'formed', 1);
  expect(wechat.ask('subscribeMessage.send', { ...message, ...over }).errcode).toBe(code);
  expect(consentLeft(wechat, 'ann', 'formed')).toBe(1);
});
