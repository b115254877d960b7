import { MINUTE } from '../story/cloud-driver';
import { buy, id, order, pay, publish, type Wish } from '../story/shop';
import { openGroup, someone } from './buying';
import type { Counter, Drive } from './drive';

const NOTICE = 'pay-notify';

/** Orders and pays, and measures what the notice costs. */
async function measurePayment(shop: Counter, wish: Wish): Promise<void> {
  const openid = someone();
  const made = await order(shop, openid, wish);
  await shop.measure(() => pay(shop, openid, made), NOTICE);
}

/** A notice that dies behind its nth call comes again 15 s later: measures that one. */
async function measureRepeated(shop: Counter, wish: Wish, nth: number): Promise<void> {
  const openid = someone();
  const made = await order(shop, openid, wish);
  await shop.faults({ match: { function: NOTICE, call: nth }, kind: 'die-after', nth: 1 });
  await pay(shop, openid, made);
  await shop.faults();
  await shop.measure(() => shop.advance(15_000), NOTICE);
}

/** Someone who joined a group and let the time pass; the order is closed at WeChat, and paid all the same. */
async function measureLate(shop: Counter, wish: Wish, meanwhile: () => Promise<unknown> = () => Promise.resolve()) {
  const openid = someone();
  const made = await order(shop, openid, wish);
  await shop.advance(7 * MINUTE);
  await meanwhile();
  await shop.faults({ match: {}, kind: 'paid-after-close' });
  await shop.measure(() => pay(shop, openid, made), NOTICE);
  await shop.faults();
}

/** WeChat takes the money after the time to pay, and before a timer has closed the order. */
async function measureHeld(shop: Counter, wish: Wish): Promise<void> {
  const openid = someone();
  const made = await order(shop, openid, wish);
  await shop.faults({ match: {}, kind: 'timer-skip' });
  await shop.advance(5 * MINUTE);
  await shop.faults({ match: {}, kind: 'paid-after-close' });
  await shop.measure(() => pay(shop, openid, made), NOTICE);
  await shop.faults();
}

/** The last place of a group of this size is paid. */
function lastOf(n: number): Drive {
  return async (shop) => {
    const dealId = await publish(shop, { groupSize: n, stock: 1000 });
    const { groupId = '' } = await buy(shop, someone(), { dealId, buy: 'open' });
    for (let member = 2; member < n; member += 1) await buy(shop, someone(), { dealId, buy: 'join', groupId });
    await measurePayment(shop, { dealId, buy: 'join', groupId });
  };
}

/** The rows of payments and their notices. */
export const paying: Readonly<Record<string, Drive>> = {
  'pay-notify · alone': async (shop) => measurePayment(shop, { dealId: await publish(shop), buy: 'alone' }),
  'pay-notify · open': async (shop) => measurePayment(shop, { dealId: await publish(shop), buy: 'open' }),
  'pay-notify · join, not the last': async (shop) => measurePayment(shop, { ...(await openGroup(shop)), buy: 'join' }),
  'pay-notify · join, the last of 2': lastOf(2),
  'pay-notify · join, the last of 5': lastOf(5),
  'pay-notify · join, the last of 20': lastOf(20),
  'pay-notify · join, the last of 100': lastOf(100),
  'pay-notify · duplicate, alone': async (shop) => {
    await measureRepeated(shop, { dealId: await publish(shop), buy: 'alone' }, 1);
  },
  'pay-notify · duplicate, group open': async (shop) => {
    await measureRepeated(shop, { ...(await openGroup(shop)), buy: 'join' }, 3);
  },
  'pay-notify · duplicate, group formed': async (shop) => {
    await measureRepeated(shop, { ...(await openGroup(shop, 2)), buy: 'join' }, 3);
  },
  'pay-notify · join, again after it died behind its first call': async (shop) => {
    await measureRepeated(shop, { ...(await openGroup(shop)), buy: 'join' }, 1);
  },
  'pay-notify · late, alone': async (shop) => measureLate(shop, { dealId: await publish(shop), buy: 'alone' }),
  'pay-notify · late, its own group again': async (shop) => {
    await measureLate(shop, { ...(await openGroup(shop)), buy: 'join' });
  },
  'pay-notify · late, its own group again, as the last': async (shop) => {
    await measureLate(shop, { ...(await openGroup(shop, 2)), buy: 'join' });
  },
  'pay-notify · late, group full: a new group': async (shop) => {
    const group = await openGroup(shop, 2);
    await measureLate(shop, { ...group, buy: 'join', ifFull: 'newGroup' }, () =>
      buy(shop, someone(), { ...group, buy: 'join' }),
    );
  },
  'pay-notify · late, group full: a refund': async (shop) => {
    const group = await openGroup(shop, 2);
    await measureLate(shop, { ...group, buy: 'join', ifFull: 'refund' }, () =>
      buy(shop, someone(), { ...group, buy: 'join' }),
    );
  },
  'pay-notify · late, not closed yet, alone': async (shop) => {
    await measureHeld(shop, { dealId: await publish(shop), buy: 'alone' });
  },
  'pay-notify · late, not closed yet, join': async (shop) => {
    await measureHeld(shop, { ...(await openGroup(shop)), buy: 'join' });
  },
  'refund-notify · first': async (shop) => {
    await refunding(shop);
    await shop.measureLast(() => shop.advance(2 * MINUTE), 'refund-notify');
  },
  'refund-notify · duplicate': async (shop) => {
    await refunding(shop);
    await shop.faults({ match: { function: 'refund-notify', call: 2 }, kind: 'die-after', nth: 1 });
    await shop.measureLast(() => shop.advance(2 * MINUTE), 'refund-notify');
    await shop.faults();
  },
  'refund-notify · abnormal': async (shop) => {
    await shop.faults({ match: {}, kind: 'refund-abnormal' });
    await refunding(shop);
    await shop.faults();
    await shop.measureLast(() => shop.advance(2 * MINUTE), 'refund-notify');
  },
};

/** An order that WeChat has been asked to refund. */
async function refunding(shop: Counter): Promise<void> {
  const openid = someone();
  const { orderId } = await buy(shop, openid, { dealId: await publish(shop), buy: 'alone' });
  await shop.do(openid, 'requestRefund', { requestId: id(), orderId });
  await shop.timer('deliver');
}
