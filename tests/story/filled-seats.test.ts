import { afterAll, beforeAll, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { HOUR, MINUTE, SECOND, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** 商家补位: the merchant pays for seats of a group that would not fill. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterAll(() => cloud.close());

const notFillable = { error: 'SEATS_NOT_FILLABLE' };
const fill = (groupId: string, seats: number) => cloud.do(MANAGER, 'fillSeats', { requestId: id(), groupId, seats });
const filling = (groupId: string, seats: number) =>
  cloud.refusal(MANAGER, 'fillSeats', { requestId: id(), groupId, seats });
const groupOf = (groupId: string) => cloud.do('o-anyone', 'getGroup', { groupId });

/** A group of which some have paid, each of them for one unit. */
async function openGroup(people: readonly string[], changes: Partial<DealInput> = {}) {
  const dealId = await shop.publish(cloud, { groupSize: 5, stock: 20, ...changes });
  return { dealId, ...(await shop.formGroup(cloud, dealId, people)) };
}

test('seats that the merchant fills are nobody’s: no order, no voucher, no stock, and the page says so', async () => {
  const { dealId, groupId, orderIds } = await openGroup(['o-a', 'o-b']);
  const [orderId = ''] = orderIds;
  expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId })).toMatchObject({ fillableSeats: 3, filledSeats: 0 });
  const before = await cloud.query('orders');
  const view = await fill(groupId, 2);
  expect(view).toMatchObject({ status: 'open', size: 5, filledSeats: 2, seatsLeft: 1, seatsHeld: 0 });
  const members = view.members.map((member) => ({ ...member, nickname: '' }));
  expect(members).toMatchObject([{ isLeader: true }, { isLeader: false }]);
  expect(view).toEqual({ ...(await groupOf(groupId)), members });
  expect(await cloud.do('o-a', 'getOrder', { orderId })).toMatchObject({
    status: 'paid',
    filledSeats: 2,
    seatsLeft: 1,
  });
  expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId })).toMatchObject({ fillableSeats: 1, filledSeats: 2 });
  expect(await cloud.do('o-c', 'getShareCard', { groupId })).toMatchObject({
    title: '还差1人成团：精洗一次',
    parameters: [
      { name: 'member_count', value: '4' },
      { name: 'room_limit', value: '5' },
    ],
  });
  await shop.buy(cloud, 'o-c', { dealId, buy: 'join', groupId });
  expect(await groupOf(groupId)).toMatchObject({ status: 'formed', filledSeats: 2, seatsLeft: 0 });
  expect(await cloud.query('orders')).toHaveLength(before.length + 1);
  expect(await shop.stockOf(cloud, dealId)).toBe(17);
  await cloud.advance(2 * MINUTE);
  expect(await shop.ledger(cloud, { [orderId]: 'A' })).toEqual([['pay:A', 'wechat', 'escrow', 2990]]);
});

test('the last missing seats: the group forms at once, everybody has vouchers that can be redeemed', async () => {
  const { dealId, groupId, orderIds } = await openGroup(['o-a', 'o-b']);
  const formedAt = await cloud.now();
  expect(await fill(groupId, 3)).toMatchObject({ status: 'formed', formedAt, filledSeats: 3, seatsLeft: 0 });
  const [a = '', b = ''] = orderIds;
  expect(await cloud.do('o-a', 'getOrder', { orderId: a })).toMatchObject({ status: 'issued', issuedAt: formedAt });
  expect(await cloud.query('orders', { groupId })).toMatchObject([{ status: 'issued' }, { status: 'issued' }]);
  const { code } = await shop.voucher(cloud, 'o-b', b);
  expect(await shop.redeem(cloud, CLERK, { code })).toMatchObject({ usesLeft: 0 });
  await cloud.advance(2 * MINUTE);
  expect((await cloud.do('o-a', 'listMessages', {})).items[0]).toMatchObject({ kind: 'group_formed' });
  expect(await shop.stockOf(cloud, dealId)).toBe(18);
  expect(await filling(groupId, 1)).toEqual(notFillable);
  expect(await cloud.do(MANAGER, 'getMerchantOrder', { orderId: a })).toMatchObject({ fillableSeats: 0 });
});

test('cards in a chat follow: after some seats the count, after the last that all are there', async () => {
  const { groupId } = await openGroup(['o-a', 'o-b']);
  await cloud.do('o-a', 'getShareCard', { groupId });
  await fill(groupId, 1);
  await cloud.advance(2 * MINUTE);
  expect(await cloud.query('groups', { _id: groupId })).toMatchObject([{ cardsSay: '3' }]);
  await fill(groupId, 2);
  await cloud.advance(2 * MINUTE);
  expect(await cloud.query('groups', { _id: groupId })).toMatchObject([{ cardsSay: 'formed' }]);
});

test('in a commission group the leader earns on members, and nothing on filled seats', async () => {
  const commission = { kind: 'percent', value: 10 } as const;
  const { groupId, orderIds } = await openGroup(['o-lead', 'o-b'], { mode: 'commission', commission });
  await fill(groupId, 3);
  const [a = '', b = ''] = orderIds;
  for (const [buyer, orderId] of [
    ['o-lead', a],
    ['o-b', b],
  ] as const) {
    await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, buyer, orderId)).code });
  }
  await cloud.advance(2 * MINUTE);
  expect(await cloud.do('o-lead', 'getCommission', {})).toMatchObject({ accruedFen: 299 });
  const earned = (await cloud.query('transfers')).filter(({ to }) => String(to).startsWith('leader:'));
  expect(earned.map(({ orderId, from, fen }) => [orderId, from, fen])).toEqual([[b, 'merchant', 299]]);
});

test('a request is answered once: its retry gets the same answer, other seats under its id are refused', async () => {
  const { groupId } = await openGroup(['o-a', 'o-b']);
  const wish = { requestId: id(), groupId, seats: 1 };
  const answer = await cloud.do(MANAGER, 'fillSeats', wish);
  await cloud.advance(SECOND);
  expect(await cloud.do(MANAGER, 'fillSeats', wish)).toEqual(answer);
  expect(await groupOf(groupId)).toMatchObject({ filledSeats: 1 });
  expect(await cloud.refusal(MANAGER, 'fillSeats', { ...wish, seats: 2 })).toEqual({ error: 'REQUEST_ID_REUSED' });
  expect(await cloud.refusal(CLERK, 'fillSeats', { ...wish, requestId: id() })).toEqual({ error: 'FORBIDDEN' });
});

test('the answer is kept with the group and names nobody: who asks to be forgotten is', async () => {
  await cloud.do('o-named', 'saveProfile', { nickname: '欧阳小明' });
  const { groupId } = await openGroup(['o-a', 'o-named']);
  expect((await groupOf(groupId)).members[1]).toMatchObject({ nickname: '欧阳小明' });
  expect((await fill(groupId, 1)).members).toHaveLength(2);
  await cloud.do('o-named', 'deleteMe', { requestId: id() });
  for (const collection of ['groups', 'orders', 'people'])
    expect(JSON.stringify(await cloud.query(collection))).not.toContain('小明');
});

test('not while one alone has paid, not more than are left, not what somebody is paying for', async () => {
  const { dealId, groupId } = await openGroup(['o-a']);
  expect(await filling(groupId, 1)).toEqual(notFillable);
  await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId });
  const held = await shop.order(cloud, 'o-c', { dealId, buy: 'join', groupId });
  expect(await filling(groupId, 3)).toEqual(notFillable);
  expect(await fill(groupId, 2)).toMatchObject({ status: 'open', seatsLeft: 0, seatsHeld: 1, filledSeats: 2 });
  expect(await filling(groupId, 1)).toEqual(notFillable);
  await shop.pay(cloud, 'o-c', held);
  expect(await groupOf(groupId)).toMatchObject({ status: 'formed', filledSeats: 2 });
  expect(await filling('0'.repeat(20), 1)).toEqual({ error: 'NOT_FOUND' });
});

test('until the last moment of the group, when nobody can join any more; and not at its end', async () => {
  const late = await openGroup(['o-a', 'o-b'], { windowMinutes: 10 });
  const { expiresAt } = await groupOf(late.groupId);
  const over = await openGroup(['o-a', 'o-b'], { windowMinutes: 10 });
  await cloud.advance(expiresAt - 1 - (await cloud.now()));
  expect(await fill(late.groupId, 3)).toMatchObject({ status: 'formed' });
  await cloud.advance(1);
  expect(await filling(over.groupId, 3)).toEqual(notFillable);
});

test('a group that fails all the same gives back what was paid, and nothing for filled seats', async () => {
  const { dealId, groupId, orderIds } = await openGroup(['o-a', 'o-b'], { windowMinutes: 60 });
  await fill(groupId, 2);
  await cloud.advance(HOUR + 3 * MINUTE);
  expect(await groupOf(groupId)).toMatchObject({ status: 'failed', filledSeats: 2 });
  for (const [i, orderId] of orderIds.entries()) {
    const buyer = ['o-a', 'o-b'][i] ?? '';
    expect(await cloud.do(buyer, 'getOrder', { orderId })).toMatchObject({ status: 'refunded', refundedFen: 2990 });
  }
  expect(await shop.stockOf(cloud, dealId)).toBe(20);
  expect(await filling(groupId, 1)).toEqual(notFillable);
  expect(await cloud.do(OWNER, 'listMerchantOrders', { groupId })).toMatchObject({
    items: [{ filledSeats: 2 }, { filledSeats: 2 }],
  });
});
