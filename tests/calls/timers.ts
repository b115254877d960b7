import { dayOf, endOfDay } from '../../cloudfunctions/domain/time';
import { DAY, MINUTE } from '../story/cloud-driver';
import { buy, CLERK, formGroup, id, order, OWNER, publish, redeem, voucher } from '../story/shop';
import { openGroup, someone } from './buying';
import type { Counter, Drive } from './drive';

/** Moves the clock while no timer runs; for long ways that is slow, since none of their runs is left out. */
async function passed(shop: Counter, ms: number): Promise<void> {
  await shop.faults({ match: {}, kind: 'timer-skip' });
  await shop.advance(ms);
  await shop.faults();
}

/** Runs a timer by hand and measures it. */
const measureTimer = (shop: Counter, name: string): Promise<void> => shop.measure(() => shop.timer(name), name);

/** Runs `deliver` until it has nothing left to do. */
async function delivered(shop: Counter): Promise<void> {
  await shop.timer('deliver');
  await shop.timer('deliver');
}

/** People who have bought alone. */
async function bought(shop: Counter, n: number, quantity = 1): Promise<{ openid: string; orderId: string }[]> {
  const dealId = await publish(shop, { stock: 1000 });
  const buyers = Array.from({ length: n }, someone);
  const made = [];
  for (const openid of buyers) {
    made.push({ openid, orderId: (await buy(shop, openid, { dealId, buy: 'alone', quantity })).orderId });
  }
  return made;
}

/** Orders issued a week ago, all else done. */
function settling(n: number): Drive {
  return async (shop) => {
    await bought(shop, n);
    await shop.advance(7 * DAY - MINUTE);
    await passed(shop, 2 * MINUTE);
    await measureTimer(shop, 'settle');
  };
}

async function redeemedOne(shop: Counter, accepted: readonly string[] = []) {
  const [first] = await bought(shop, 1);
  if (!first) throw new Error('nothing was bought');
  await allow(shop, first.openid, accepted);
  await delivered(shop);
  const { token = '' } = await voucher(shop, first.openid, first.orderId);
  return redeem(shop, CLERK, { token });
}

/** A person allows a message of each of some templates: to us, and to WeChat. */
async function allow(shop: Counter, openid: string, accepted: readonly string[]): Promise<void> {
  await shop.do(openid, 'recordConsent', { accepted });
  for (const template of accepted) await shop.consent(openid, template, 1);
}

/** An open group, all of its leader's done, of which somebody has shared a card. */
async function sharedGroup(
  shop: Counter,
  size: number,
  hasCard: boolean,
): Promise<{ dealId: string; groupId: string }> {
  const group = await openGroup(shop, size);
  if (hasCard) await shop.do(someone(), 'getShareCard', { groupId: group.groupId });
  await delivered(shop);
  return group;
}

/** One more has paid for his place in a group. */
function joining(size: number, hasCard: boolean): Drive {
  return async (shop) => {
    await buy(shop, someone(), { ...(await sharedGroup(shop, size, hasCard)), buy: 'join' });
    await measureTimer(shop, 'deliver');
  };
}

/** Whatever was due before has been done: a group's day is over, and refunds have come back. */
function quietly(drive: Drive): Drive {
  return async (shop) => {
    await shop.advance(2 * DAY);
    await drive(shop);
  };
}

const drives: Readonly<Record<string, Drive>> = {
  'expire · nothing due': (shop) => measureTimer(shop, 'expire'),
  'deliver · nothing due': (shop) => measureTimer(shop, 'deliver'),
  'settle · nothing due': (shop) => measureTimer(shop, 'settle'),
  'expire · closes one order, bought alone': async (shop) => {
    await order(shop, someone(), { dealId: await publish(shop), buy: 'alone' });
    await passed(shop, 6 * MINUTE);
    await measureTimer(shop, 'expire');
  },
  'expire · closes three orders that joined': async (shop) => {
    const group = await openGroup(shop, 5);
    for (let n = 0; n < 3; n += 1) await order(shop, someone(), { ...group, buy: 'join' });
    await passed(shop, 6 * MINUTE);
    await measureTimer(shop, 'expire');
  },
  'expire · closes one order, paid after all': async (shop) => {
    const openid = someone();
    const made = await order(shop, openid, { dealId: await publish(shop), buy: 'alone' });
    await shop.faults({ match: {}, kind: 'drop-notify' }, { match: {}, kind: 'timer-skip' });
    await shop.pay(openid, made.payment);
    await shop.advance(6 * MINUTE);
    await shop.faults();
    await measureTimer(shop, 'expire');
  },
  'expire · one group fails': async (shop) => {
    const group = await openGroup(shop, 5);
    for (let n = 0; n < 3; n += 1) await buy(shop, someone(), { ...group, buy: 'join' });
    await shop.advance(DAY - MINUTE);
    await passed(shop, 2 * MINUTE);
    await measureTimer(shop, 'expire');
  },
  'expire · one group has formed': async (shop) => {
    await formGroup(shop, await publish(shop), [someone(), someone()]);
    await measureTimer(shop, 'expire');
  },
  'expire · finds a filled seat in a group with a card': async (shop) => {
    const { groupId } = await formGroup(shop, await publish(shop, { groupSize: 4 }), [someone(), someone()]);
    await shop.do(someone(), 'getShareCard', { groupId });
    await shop.do(OWNER, 'fillSeats', { requestId: id(), groupId, seats: 1 });
    await measureTimer(shop, 'expire');
  },
  'expire · sweeps the stock of one deal': async (shop) => {
    await bought(shop, 3);
    await passed(shop, 10 * MINUTE);
    await measureTimer(shop, 'expire');
  },
  'deliver · one issued order': async (shop) => {
    await bought(shop, 1);
    await measureTimer(shop, 'deliver');
  },
  'deliver · 20 issued orders': async (shop) => {
    await bought(shop, 20);
    await measureTimer(shop, 'deliver');
  },
  'deliver · a member has joined, of a group without cards': joining(3, false),
  'deliver · a member has joined, of a group with a card': joining(3, true),
  'deliver · a group with a card has formed': async (shop) => {
    const group = await sharedGroup(shop, 2, true);
    await buy(shop, someone(), { ...group, buy: 'join' });
    await measureTimer(shop, 'deliver');
  },
  'deliver · one refund': async (shop) => {
    const [first] = await bought(shop, 1);
    await delivered(shop);
    if (first) await shop.do(first.openid, 'requestRefund', { requestId: id(), orderId: first.orderId });
    await measureTimer(shop, 'deliver');
  },
  'deliver · one refund that the merchant lacks the money for': async (shop) => {
    const [first] = await bought(shop, 1);
    await delivered(shop);
    if (first) await shop.do(first.openid, 'requestRefund', { requestId: id(), orderId: first.orderId });
    await shop.faults({ match: {}, kind: 'refund-notenough' });
    await measureTimer(shop, 'deliver');
    await shop.faults();
  },
  'deliver · one redemption': async (shop) => {
    await redeemedOne(shop);
    await measureTimer(shop, 'deliver');
  },
  'deliver · one redemption, its buyer allows a message': async (shop) => {
    await redeemedOne(shop, ['demo-redeemed']);
    await measureTimer(shop, 'deliver');
  },
  'deliver · one undone redemption': async (shop) => {
    const { redemptionId } = await redeemedOne(shop);
    await delivered(shop);
    await shop.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
    await measureTimer(shop, 'deliver');
  },
  'settle · one order': settling(1),
  'settle · 20 orders': settling(20),
  'settle · 50 orders, a full page': settling(50),
  'settle · one expired order': async (shop) => {
    const dealId = await publish(shop, { validity: { days: 8 } });
    await buy(shop, someone(), { dealId, buy: 'alone' });
    await shop.advance(8 * DAY + (endOfDay(dayOf(await shop.now())) - (await shop.now())) - MINUTE);
    await passed(shop, 2 * MINUTE);
    await measureTimer(shop, 'settle');
  },
};

/** The rows of timers. */
export const timers: Readonly<Record<string, Drive>> = Object.fromEntries(
  Object.entries(drives).map(([name, drive]) => [name, quietly(drive)]),
);
