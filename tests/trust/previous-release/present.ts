import { DAY, HOUR, MINUTE, SECOND, START, type Driver } from '../../story/cloud-driver';
import * as shop from '../../story/shop';
import { CLERK, id, MANAGER, OWNER } from '../../story/shop';
import { PARTNER_CLERK, type Premises } from './past';

/** Ten in the morning, nine days after the story began: when the last hour of the old release begins. */
export const LAST_HOUR = START + 9 * DAY;

/** The last hour before the new release: everything that can be under way is. */
export async function tellThePresent(cloud: Driver, { deals: on }: Premises): Promise<void> {
  await cloud.advance(LAST_HOUR - (await cloud.now()));
  await redeemAgain(cloud);
  await openGroups(cloud, on);
  await shop.buy(cloud, 'o-untouched', { dealId: on.alone, buy: 'alone', quantity: 2 });
  await shop.buy(cloud, 'o-strict-2', { dealId: on.strict, buy: 'alone' });
  await shop.formGroup(cloud, on.quick, ['o-failing-1', 'o-failing-2']);
  await cloud.advance(MINUTE);
  await shop.formGroup(cloud, on.quick, ['o-overdue']);
  const late = await closeOne(cloud, on.alone);
  await refundOnTheWay(cloud, on.alone);
  await endGroups(cloud);
  await leaveUnpaid(cloud, on);
  await leaveUnposted(cloud, on.alone);
  await cloud.faults({ match: {}, kind: 'paid-after-close' });
  await cloud.pay('o-lost', late.payment, { notifyAfterMs: HOUR });
  await cloud.faults();
}

/** Redemptions that can still be undone: at home, and at the partner's; of a card, and of what had settled. */
async function redeemAgain(cloud: Driver): Promise<void> {
  for (const [buyer, clerk] of [
    ['o-a', CLERK],
    ['o-b', PARTNER_CLERK],
    ['o-card-1', PARTNER_CLERK],
    ['o-card-2', CLERK],
  ] as const) {
    const [order] = (await cloud.do(buyer, 'listOrders', {})).items;
    const shown = await shop.vouchers(cloud, buyer, order?.orderId ?? '');
    const { code = '' } = shown.find(({ usesLeft }) => usesLeft > 0) ?? {};
    await shop.redeem(cloud, clerk, { code });
    await cloud.advance(SECOND);
  }
}

/** Groups that wait: for the last member, for the merchant, for a payment. */
async function openGroups(cloud: Driver, on: Premises['deals']): Promise<void> {
  const { groupId } = await shop.buy(cloud, 'o-leader', { dealId: on.pair, buy: 'open', quantity: 2 });
  await cloud.do('o-leader', 'getShareCard', { groupId: groupId ?? '' });
  await shop.formGroup(cloud, on.three, ['o-fill-1', 'o-fill-2']);
  await cloud.advance(2 * MINUTE);
  await cloud.do('o-passer-by', 'getGroup', { groupId: groupId ?? '' });
}

/** An order that was given up and has been closed. */
async function closeOne(cloud: Driver, dealId: string) {
  const made = await shop.order(cloud, 'o-lost', { dealId, buy: 'alone' });
  await cloud.do('o-lost', 'cancelOrder', { orderId: made.orderId });
  await cloud.advance(7 * MINUTE);
  return made;
}

/** One refund that waits for the merchant's money, one whose notice is late. */
async function refundOnTheWay(cloud: Driver, dealId: string): Promise<void> {
  const short = await shop.buy(cloud, 'o-no-funds', { dealId, buy: 'alone', quantity: 2 });
  await cloud.do('o-no-funds', 'requestRefund', { requestId: id(), orderId: short.orderId });
  await cloud.faults({ match: {}, kind: 'refund-notenough' });
  await cloud.advance(MINUTE);
  const slow = await shop.buy(cloud, 'o-processing', { dealId, buy: 'alone', quantity: 2 });
  const voucherIds = [`${slow.orderId}V01`];
  await cloud.do(MANAGER, 'refundOrder', { requestId: id(), orderId: slow.orderId, voucherIds, reason: '退一张' });
  await cloud.faults({ match: {}, kind: 'delay-notify' });
  await cloud.advance(MINUTE);
  await cloud.faults();
}

/** One group fails and nobody asks for its refunds; a minute later another one's end is seen by no timer. */
async function endGroups(cloud: Driver): Promise<void> {
  await cloud.faults({ match: { function: 'deliver' }, kind: 'timer-skip' });
  await cloud.advance(58 * SECOND);
  await cloud.faults({ match: {}, kind: 'timer-skip' });
  await cloud.advance(30 * SECOND);
}

/** Orders that wait for their payment: alone, in a seat of a group, given up a moment ago; and one paid unheard. */
async function leaveUnpaid(cloud: Driver, on: Premises['deals']): Promise<void> {
  await shop.order(cloud, 'o-unpaid', { dealId: on.alone, buy: 'alone', quantity: 2 });
  const { groupId = '' } = await shop.buy(cloud, 'o-host', { dealId: on.three, buy: 'open' });
  await shop.order(cloud, 'o-held', { dealId: on.three, buy: 'join', groupId });
  await cloud.refusal('o-held', 'createOrder', shop.ordering({ dealId: on.three, buy: 'join', groupId }));
  const given = await shop.order(cloud, 'o-giving-up', { dealId: on.pair, buy: 'open' });
  await cloud.do('o-giving-up', 'cancelOrder', { orderId: given.orderId });
  const unheard = await shop.order(cloud, 'o-unheard', { dealId: on.pair, buy: 'open' });
  await cloud.pay('o-unheard', unheard.payment, { notifyAfterMs: HOUR });
}

/** Facts that no timer has posted: an order, its redemption, a refund asked for, and one of settled money. */
async function leaveUnposted(cloud: Driver, dealId: string): Promise<void> {
  const { orderId } = await shop.buy(cloud, 'o-unposted', { dealId, buy: 'alone', quantity: 3 });
  await cloud.advance(SECOND);
  await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, 'o-unposted', orderId)).code });
  await cloud.do('o-unposted', 'requestRefund', { requestId: id(), orderId, voucherIds: [`${orderId}V02`] });
  const [settled] = (await cloud.do('o-to-settle', 'listOrders', {})).items;
  const sum = { orderId: settled?.orderId ?? '', amountFen: 5000, reason: '不满意' };
  await cloud.do(OWNER, 'refundOrder', { requestId: id(), ...sum });
}
