import { isJoinable } from '../../../cloudfunctions/domain/group';
import type { Order } from '../../../cloudfunctions/domain/order';
import { order } from '../acts/buying';
import { redeem, show, voucherOf } from '../acts/counter';
import { adjust, dealOf } from '../acts/deals';
import { payableLeaders } from '../acts/keeping-shop';
import { hire, sendAway } from '../acts/people';
import { oneOf, recent } from '../choices';
import { all, ask, ofShop, one, type Actor, type Told } from '../trade';
import { timerTwice } from './meeting';
import { second, told, type Race } from './race';

const isIssued = ({ status }: Order): boolean => status === 'issued';

/** A deal on the shelf that can be bought alone, and somebody who wants it. */
function wanted(actor: Actor, fits: (free: number, limit: number | undefined) => boolean = () => true) {
  const found = dealOf(
    actor,
    ({ status, rules, free }) =>
      status === 'published' && rules.alonePriceFen !== undefined && fits(free, rules.limitPerBuyer),
  );
  const buyer = oneOf(actor.chance, actor.shop.buyers);
  return found && buyer !== undefined ? { dealId: found._id, buyer } : undefined;
}

/** Races of people with people: whatever order two requests come in, one sees the other. */
export const racesAtOnce: readonly Race[] = [
  {
    id: 'W1',
    says: 'refund and redemption of one voucher',
    sometimes: ['ok/VOUCHER_REFUNDED', 'REFUND_NOT_ALLOWED/ok'],
    sides: async (actor) => {
      const shown = voucherOf(actor, isIssued);
      if (!shown) return undefined;
      const presented = await show(actor, shown);
      const { buyer } = actor.trade.bought.get(shown.orderId) ?? { buyer: '' };
      const { orderId } = shown;
      return [
        told(() => ask(actor, buyer, 'requestRefund', { requestId: `${actor.name}-w1`, orderId })),
        told(() => redeem(actor, actor.shop.clerks[2], shown, presented)),
      ];
    },
  },
  {
    id: 'W2',
    says: 'two people and the last seat',
    sometimes: ['ok/GROUP_FULL', 'GROUP_FULL/ok'],
    sides: (actor) => {
      const now = actor.trade.sim.clock.now();
      const groups = ofShop(actor, 'groups').filter((group) => isJoinable(group, now) && group.left === 1);
      const group = recent(actor.chance, groups);
      if (!group) return undefined;
      const seated = Object.values(group.seats).map(({ person }) => person);
      const [one, other] = actor.shop.buyers.filter((buyer) => !seated.includes(buyer)).slice(actor.chance.below(40));
      const joins = (its: Actor, buyer = '') =>
        told(() => order(its, buyer, { dealId: group.dealId, buy: 'join', groupId: group._id, quantity: 1 }));
      return [joins(actor, one), joins(second(actor), other)];
    },
  },
  {
    id: 'W3',
    says: 'two orders of one person',
    sometimes: ['ok/ORDER_PENDING', 'ORDER_PENDING/ok'],
    sides: (actor) => {
      const found = wanted(actor, (_, limit) => limit !== undefined);
      if (!found) return undefined;
      const { buyer, dealId } = found;
      const buys = (its: Actor) => told(() => order(its, buyer, { dealId, buy: 'alone', quantity: 2 }));
      return [buys(actor), buys(second(actor))];
    },
  },
  {
    id: 'W6',
    says: 'a pay-out and a refund that takes the commission back',
    sometimes: ['ok/ok', 'COMMISSION_TOO_LARGE/ok'],
    sides: async (actor) => {
      const { trade, chance, shop, name } = actor;
      const leader = oneOf(chance, await payableLeaders(actor));
      const of = ({ orderId }: { readonly orderId: string }) => one(trade, 'orders', orderId);
      const earned = all(trade, 'commissions').filter(
        (row) => row.leaderId === leader?.leaderId && row.accruedFen > 0 && row.payableAt !== null,
      );
      const earning = oneOf(
        chance,
        earned.filter((row) => isIssued(of(row))),
      );
      if (!leader || !earning) return undefined;
      const { leaderId, payableFen: amountFen } = leader;
      const { orderId } = earning;
      const paid = { requestId: `${name}-w6-pays`, leaderId, amountFen, reference: '现金' };
      const back = { requestId: `${name}-w6-back`, orderId, reason: '服务未提供' };
      return [
        told(() => ask(actor, shop.owner, 'payCommission', paid)),
        told(() => ask(actor, shop.manager, 'refundOrder', back)),
      ];
    },
  },
  {
    id: 'W7',
    says: 'a clerk who is sent away, and redeems',
    sometimes: ['ok/ok', 'ok/FORBIDDEN'],
    sides: async (actor) => {
      const shown = voucherOf(actor, isIssued);
      if (!shown) return undefined;
      await hire(second(actor));
      const presented = await show(actor, shown);
      return [told(() => sendAway(actor)), told(() => redeem(actor, actor.shop.casual, shown, presented))];
    },
  },
  {
    id: 'W8',
    says: 'a deal that is taken off the shelf, and an order',
    sometimes: ['ok/ok', 'ok/DEAL_NOT_ON_SALE'],
    sides: (actor) => {
      const found = wanted(actor);
      if (!found) return undefined;
      const { buyer, dealId } = found;
      return [
        told(() => ask(actor, actor.shop.manager, 'unpublishDeal', { dealId })),
        told(() => order(actor, buyer, { dealId, buy: 'alone', quantity: 1 })),
      ];
    },
  },
  {
    id: 'W10',
    says: 'two runs of one timer',
    sometimes: ['beaten/first'],
    sides: (actor) => timerTwice(actor, 'deliver'),
  },
  {
    id: 'W12',
    says: 'stock that is taken off sale, and an order for it',
    sometimes: ['STOCK_TOO_LOW/ok', 'ok/SOLD_OUT'],
    sides: (actor) => {
      const found = wanted(actor, (free) => free > 0);
      if (!found) return undefined;
      const { buyer, dealId } = found;
      const { free } = one(actor.trade, 'deals', dealId);
      let off: Promise<Told> | undefined;
      return [
        told(() => (off = adjust(actor, dealId, -free))),
        told(async () => {
          const asked = await order(actor, buyer, { dealId, buy: 'alone', quantity: 1 });
          if ((await off)?.ok) await adjust(second(actor), dealId, free);
          return asked;
        }),
      ];
    },
  },
];
