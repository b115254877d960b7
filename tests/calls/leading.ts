import { HOUR, MINUTE } from '../story/cloud-driver';
import { buy, CLERK, earnCommission, formGroup, id, OWNER, publish, redeem, voucher } from '../story/shop';
import { someone } from './buying';
import type { Counter, Drive } from './drive';

const percent = { kind: 'percent', value: 10 } as const;
const tiers = [
  { size: 2, priceFen: 3000 },
  { size: 3, priceFen: 2500 },
];

/** A leader who can be paid, all else done. */
async function payable(shop: Counter) {
  const leader = someone();
  const leaderId = await earnCommission(shop, leader, someone());
  return { leader, paying: { requestId: id(), leaderId, amountFen: 100, reference: '微信转账' } };
}

/** A tiered group that would be full with one more. */
async function almostFull(shop: Counter) {
  const dealId = await publish(shop, { mode: 'tiered', tiers, windowMinutes: 60 });
  return { dealId, ...(await formGroup(shop, dealId, [someone(), someone()])) };
}

/** A commission group, with who leads it and who is led. */
async function led(shop: Counter) {
  const dealId = await publish(shop, { mode: 'commission', commission: percent });
  const [leader, member] = [someone(), someone()];
  const { orderIds } = await formGroup(shop, dealId, [leader, member]);
  return { member, leaderOrderId: orderIds[0] ?? '', orderId: orderIds[1] ?? '' };
}

/** The rows of tiered groups, of commissions and of who leads. */
export const leading: Readonly<Record<string, Drive>> = {
  'pay-notify · join, fills a tiered group': async (shop) => {
    const { dealId, groupId } = await almostFull(shop);
    await shop.measure(() => buy(shop, someone(), { dealId, buy: 'join', groupId }), 'pay-notify');
  },
  'expire · a tiered group forms at its end': async (shop) => {
    await almostFull(shop);
    await shop.advance(59 * MINUTE);
    await shop.faults({ match: {}, kind: 'timer-skip' });
    await shop.advance(2 * MINUTE);
    await shop.faults();
    await shop.measure(() => shop.timer('expire'), 'expire');
  },
  'deliver · one redemption that a leader earns on': async (shop) => {
    const { member, orderId } = await led(shop);
    await shop.advance(HOUR);
    const { token = '' } = await voucher(shop, member, orderId);
    await redeem(shop, CLERK, { token });
    await shop.measure(() => shop.timer('deliver'), 'deliver');
  },
  "refundOrder · all of a leader's": async (shop) => {
    const { leaderOrderId: orderId } = await led(shop);
    await shop.measure(() => shop.do(OWNER, 'refundOrder', { requestId: id(), orderId, reason: '不满意' }));
  },
  'getCommission · who never led': async (shop) => {
    await shop.measure(() => shop.do(someone(), 'getCommission', {}));
  },
  'getCommission · a leader': async (shop) => {
    const { leader } = await payable(shop);
    await shop.measure(() => shop.do(leader, 'getCommission', {}));
  },
  'listCommissions · a page': async (shop) => {
    await payable(shop);
    await shop.measure(() => shop.do(OWNER, 'listCommissions', {}));
  },
  'exportCommissions · up to 500 leaders': async (shop) => {
    await payable(shop);
    await shop.measure(() => shop.do(OWNER, 'exportCommissions', { format: 'csv' }));
  },
  'payCommission · by hand': async (shop) => {
    const { paying } = await payable(shop);
    await shop.measure(() => shop.do(OWNER, 'payCommission', paying));
  },
  'payCommission · same request again': async (shop) => {
    const { paying } = await payable(shop);
    await shop.do(OWNER, 'payCommission', paying);
    await shop.measure(() => shop.do(OWNER, 'payCommission', paying));
  },
};
