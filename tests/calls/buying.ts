import { MINUTE } from '../story/cloud-driver';
import { buy, order, ordering, pay, publish, type Wish } from '../story/shop';
import type { Counter, Drive } from './drive';

/** A buyer nobody has met before. */
let met = 0;
export const someone = (): string => `o-person-${String((met += 1))}`;

/** An open group whose leader has paid, with this many places in all. */
export async function openGroup(shop: Counter, groupSize = 3): Promise<{ dealId: string; groupId: string }> {
  const dealId = await publish(shop, { groupSize, stock: 1000 });
  const { groupId = '' } = await buy(shop, someone(), { dealId, buy: 'open' });
  return { dealId, groupId };
}

/** Measures `createOrder` for a wish. */
async function measureOrder(shop: Counter, wish: Wish): Promise<void> {
  await shop.measure(() => order(shop, someone(), wish));
}

/** An unpaid order that joins a group. */
async function joined(shop: Counter) {
  const openid = someone();
  const group = await openGroup(shop);
  return { openid, ...(await order(shop, openid, { ...group, buy: 'join' })) };
}

/** An unpaid order bought alone. */
async function boughtAlone(shop: Counter) {
  const openid = someone();
  return { openid, ...(await order(shop, openid, { dealId: await publish(shop), buy: 'alone' })) };
}

type Ordered = Awaited<ReturnType<typeof boughtAlone>>;

/** Moves past WeChat's first five minutes while no timer runs. */
async function pastClosing(shop: Counter): Promise<void> {
  await shop.faults({ match: {}, kind: 'timer-skip' });
  await shop.advance(5 * MINUTE + 3000);
  await shop.faults();
}

const confirm = (shop: Counter, { openid, orderId }: Ordered) => shop.do(openid, 'confirmPayment', { orderId });
const cancel = (shop: Counter, { openid, orderId }: Ordered) => shop.do(openid, 'cancelOrder', { orderId });

async function paidUnnoticed(shop: Counter, made: Ordered): Promise<Ordered> {
  await shop.faults({ match: {}, kind: 'drop-notify', nth: 1 });
  await pay(shop, made.openid, made);
  await shop.faults();
  return made;
}

/** The rows of buying. */
export const buying: Readonly<Record<string, Drive>> = {
  'createOrder · alone': async (shop) => measureOrder(shop, { dealId: await publish(shop), buy: 'alone' }),
  'createOrder · open': async (shop) => measureOrder(shop, { dealId: await publish(shop), buy: 'open' }),
  'createOrder · join': async (shop) => measureOrder(shop, { ...(await openGroup(shop)), buy: 'join' }),
  'createOrder · same request again': async (shop) => {
    const openid = someone();
    const input = ordering({ dealId: await publish(shop), buy: 'alone' });
    await shop.do(openid, 'createOrder', input);
    await shop.measure(() => shop.do(openid, 'createOrder', input));
  },
  'createOrder · same request after its first try died before the insert': async (shop) => {
    const openid = someone();
    const input = ordering({ dealId: await publish(shop), buy: 'alone' });
    await shop.faults({ match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'die-before' });
    await shop.call(openid, 'api', { action: 'createOrder', input });
    await shop.faults();
    await shop.measure(() => shop.do(openid, 'createOrder', input));
  },
  'createOrder · refused: sold out': async (shop) => {
    const dealId = await publish(shop, { stock: 0 });
    await shop.measure(() => shop.refusal(someone(), 'createOrder', ordering({ dealId, buy: 'alone' })));
  },
  'createOrder · alone, WeChat refuses the prepayment': async (shop) => {
    const dealId = await publish(shop);
    await shop.faults({ match: {}, kind: 'prepay-fails' });
    await shop.measure(() => shop.refusal(someone(), 'createOrder', ordering({ dealId, buy: 'alone' })));
    await shop.faults();
  },
  'createOrder · join, WeChat refuses the prepayment': async (shop) => {
    const group = await openGroup(shop);
    await shop.faults({ match: {}, kind: 'prepay-fails' });
    await shop.measure(() => shop.refusal(someone(), 'createOrder', ordering({ ...group, buy: 'join' })));
    await shop.faults();
  },
  'getPayment · unpaid': async (shop) => {
    const { openid, orderId } = await boughtAlone(shop);
    await shop.measure(() => shop.do(openid, 'getPayment', { orderId }));
  },
  'confirmPayment · not paid': async (shop) => {
    const made = await boughtAlone(shop);
    await shop.measure(() => confirm(shop, made));
  },
  'confirmPayment · alone, paid, its notice is lost': async (shop) => {
    const made = await paidUnnoticed(shop, await boughtAlone(shop));
    await shop.measure(() => confirm(shop, made));
  },
  'confirmPayment · join, paid, its notice is lost': async (shop) => {
    const made = await paidUnnoticed(shop, await joined(shop));
    await shop.measure(() => confirm(shop, made));
  },
  'confirmPayment · after the notice': async (shop) => {
    const made = await boughtAlone(shop);
    await pay(shop, made.openid, made);
    await shop.measure(() => confirm(shop, made));
  },
  "confirmPayment · a leader's, cut short before its group": async (shop) => {
    const openid = someone();
    const wish = { dealId: await publish(shop, { groupSize: 3 }), buy: 'open' } as const;
    const made = await paidUnnoticed(shop, { openid, ...(await order(shop, openid, wish)) });
    await shop.faults(
      { match: {}, kind: 'timer-skip' },
      { match: { action: 'confirmPayment', call: 'database.insertDocument' }, kind: 'die-before', nth: 1 },
    );
    await shop.call(openid, 'api', { action: 'confirmPayment', input: { orderId: made.orderId } });
    await shop.faults();
    await shop.measure(() => confirm(shop, made));
  },
  'cancelOrder · in the first five minutes': async (shop) => {
    const made = await joined(shop);
    await shop.measure(() => cancel(shop, made));
  },
  'cancelOrder · again': async (shop) => {
    const made = await joined(shop);
    await cancel(shop, made);
    await shop.measure(() => cancel(shop, made));
  },
  'cancelOrder · alone, when WeChat closes': async (shop) => {
    const made = await boughtAlone(shop);
    await pastClosing(shop);
    await shop.measure(() => cancel(shop, made));
  },
  'cancelOrder · join, when WeChat closes': async (shop) => {
    const made = await joined(shop);
    await pastClosing(shop);
    await shop.measure(() => cancel(shop, made));
  },
  'cancelOrder · closed already': async (shop) => {
    const made = await boughtAlone(shop);
    await pastClosing(shop);
    await cancel(shop, made);
    await shop.measure(() => cancel(shop, made));
  },
};
