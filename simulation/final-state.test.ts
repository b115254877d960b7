import { expect, test } from '@jest/globals';
import { difference, finalState } from './final-state';

const message = { openid: 'lin', template: 'T1', page: 'pages/order/order', fields: { thing1: '洗车' }, sentAt: 1 };
const shipment = { _id: '1:O1', logisticsType: 4, goodsDescription: '洗车', uploads: 1, uploadedAt: 1 };
const telling = { _id: 'redeemed:O1', person: 'lin', about: { uses: 1 }, at: 1, readAt: null };

const undisturbed = { sys_messages: [{ _id: 'm1', ...message }], sys_shipments: [shipment], messages: [telling] };

test.each([
  ['a message that is shown later', { sys_messages: [{ _id: 'm9', ...message, sentAt: 2 }] }],
  ['shipping that is told later', { sys_shipments: [{ ...shipment, uploadedAt: 2 }] }],
  ['an inbox that is written later', { messages: [{ ...telling, at: 2 }] }],
])('an end is the same with %s', (_, changed) => {
  expect(finalState({ ...undisturbed, ...changed })).toEqual(finalState(undisturbed));
});

test.each([
  ['a message that is shown twice', { sys_messages: ['m1', 'm2'].map((_id) => ({ _id, ...message })) }],
  ['a message to somebody else', { sys_messages: [{ _id: 'm1', ...message, openid: 'mei' }] }],
  ['a message of another template', { sys_messages: [{ _id: 'm1', ...message, template: 'T2' }] }],
  ['a message that leads elsewhere', { sys_messages: [{ _id: 'm1', ...message, page: 'pages/deal/deal' }] }],
  ['a message in other words', { sys_messages: [{ _id: 'm1', ...message, fields: { thing1: '火锅' } }] }],
  ['shipping that is told twice', { sys_shipments: [{ ...shipment, uploads: 2 }] }],
  ['shipping in another way', { sys_shipments: [{ ...shipment, logisticsType: 3 }] }],
  ['shipping of something else', { sys_shipments: [{ ...shipment, goodsDescription: '火锅' }] }],
  ['an inbox that says something else', { messages: [{ ...telling, about: { uses: 2 } }] }],
])('an end is another one with %s', (_, changed) => {
  const lines = difference(finalState(undisturbed), finalState({ ...undisturbed, ...changed }));
  expect(lines.map((line) => line.charAt(0))).toEqual(['-', '+']);
});
