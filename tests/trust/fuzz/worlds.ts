import { cardDeal, shareDeal } from '../../../simulation/shop';
import type { DealInput } from '../../../typings/deal';
import type { ShopStory } from '../shop-story';
import { openTwoShops, type Chapter, type Things, type World } from '../two-shops';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The moments that batches begin in: in a young shop, among tiers and imported codes, and weeks later. */
export const openWorlds = async (): Promise<readonly [World, World, World]> => [
  await openTwoShops(),
  await openTwoShops(sellModes),
  await openTwoShops(letWeeksPass),
];

const { groupPriceFen: _price, groupSize: _size, ...shared } = shareDeal;
const tieredDeal: DealInput = {
  ...{ ...shared, title: '阶梯团', mode: 'tiered', stock: 60 },
  tiers: [
    { size: 2, priceFen: 5000 },
    { size: 3, priceFen: 4000 },
    { size: 5, priceFen: 3000 },
  ],
};
const codeDeal: DealInput = { ...cardDeal, title: '电影票', codeSource: 'imported' };

/** A shop's own codes, so long that an answer to another shop in which they stand is noticed. */
const codesOf = (shop: number): string =>
  Array.from({ length: 30 }, (_, i) => `IMPORTED${String(shop)}00${String(i + 10)}`).join('\n');

/** A tiered group has formed and one is open; of four units with imported codes two are used in part. */
const sellModes: Chapter = async (sim, shops) => {
  const sold = [];
  for (const [i, shop] of shops.entries()) {
    const tieredId = await shop.publish(tieredDeal);
    const { orderId: pastOrderId, leadersVoucherId } = await formTiers(shop, tieredId);
    const importedId = await shop.draft(codeDeal);
    const fileId = await sim.upload(`codes/${String(i)}.txt`, codesOf(i));
    await shop.asks('owner', 'importCodes', { ...shop.request(), dealId: importedId, fileId });
    await shop.asks('owner', 'publishDeal', { dealId: importedId });
    const { orderId } = await shop.buys('buyer', { dealId: importedId, buy: 'alone', quantity: 4 });
    await shop.redeems(`${orderId}V01`);
    sold.push({ tieredId, importedId, orderId, pastOrderId, leadersVoucherId });
  }
  await sim.advance(12 * MINUTE_MS);
  const [first, second] = sold;
  if (!first || !second) throw new Error('both shops have sold');
  return [await standing(shops[0], first), await standing(shops[1], second)];
};

/** Three of five people pay: when their time is over, the second tier is reached. */
async function formTiers(shop: ShopStory, dealId: string) {
  const { orderId: leading, groupId = '' } = await shop.buys('leader', { dealId, buy: 'open', quantity: 1 });
  await shop.buys('member', { dealId, buy: 'join', groupId, quantity: 1 });
  const { orderId } = await shop.buys('buyer', { dealId, buy: 'join', groupId, quantity: 2 });
  return { orderId, leadersVoucherId: `${leading}V01` };
}

type Sold = Pick<Things, 'importedId' | 'orderId' | 'pastOrderId' | 'leadersVoucherId'> & { readonly tieredId: string };

/** What of it stands at this very moment: a tiered group in which the buyer is to pay, codes that are paid for. */
async function standing(shop: ShopStory, { tieredId: shelfId, ...sold }: Sold): Promise<Partial<Things>> {
  const { groupId = '' } = await shop.buys('leader', { dealId: shelfId, buy: 'open', quantity: 1 });
  await shop.buys('member', { dealId: shelfId, buy: 'join', groupId, quantity: 1 });
  const joining = { dealId: shelfId, buy: 'join', groupId, quantity: 1 } as const;
  const { orderId: unpaidOrderId } = await shop.orders('buyer', joining);
  const unheardOrderId = await shop.paysUnheard({ dealId: sold.importedId, buy: 'alone', quantity: 2 });
  return { ...sold, ...(await shop.uses(sold.orderId)), shelfId, groupId, unpaidOrderId, unheardOrderId };
}

/** Good for three days only; one of them is refunded when they are over, the other is not. */
const shortDeal: DealInput = { ...shareDeal, title: '三日茶', validity: { days: 3 } };
const lostDeal: DealInput = {
  ...{ ...cardDeal, title: '三日卡', validity: { days: 3 } },
  refund: { anytime: true, onExpiry: false, restock: false },
};

/**
 * What was redeemed and what was not is settled, short vouchers are over, and of two refunds one is under way and the
 * other waits until the merchant has money.
 */
const letWeeksPass: Chapter = async (sim, shops) => {
  const bought = [];
  for (const shop of shops) {
    for (const deal of [shortDeal, lostDeal]) {
      const dealId = await shop.publish(deal);
      const { orderId } = await shop.buys('buyer', { dealId, buy: 'alone', quantity: 2 });
      await shop.redeems(`${orderId}V01`);
    }
    const dealId = await shop.publish(cardDeal);
    const { orderId: refundedId } = await shop.buys('buyer', { dealId, buy: 'alone', quantity: 1 });
    const { orderId: waitingId } = await shop.buys('member', { dealId, buy: 'alone', quantity: 3 });
    bought.push({ refundedId, waitingId });
  }
  await sim.advance(15 * DAY_MS);
  sim.faults.replace([{ match: { function: 'refund-notify' }, kind: 'drop-notify' }]);
  await refundEach(
    shops,
    bought.map(({ refundedId }) => refundedId),
  );
  await sim.advance(2 * MINUTE_MS);
  sim.setMerchantBalance(0);
  await refundEach(
    shops,
    bought.map(({ waitingId }) => waitingId),
  );
  await sim.advance(2 * MINUTE_MS);
  sim.faults.replace([]);
  const [first, second] = bought;
  return [{ pastOrderId: first?.waitingId ?? '' }, { pastOrderId: second?.waitingId ?? '' }];
};

async function refundEach(shops: readonly ShopStory[], orderIds: readonly string[]): Promise<void> {
  for (const [i, shop] of shops.entries()) {
    await shop.asks('owner', 'refundOrder', { ...shop.request(), orderId: orderIds[i] ?? '', reason: '停业' });
  }
}
