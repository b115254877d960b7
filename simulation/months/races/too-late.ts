import { vouchersEndAt, type Deal } from '../../../cloudfunctions/domain/deal';
import { isJoinable } from '../../../cloudfunctions/domain/group';
import type { Order } from '../../../cloudfunctions/domain/order';
import { MINUTE_MS, SECOND_MS } from '../../scene';
import { boughtOne, order, pay } from '../acts/buying';
import { dealOf, flashSale } from '../acts/deals';
import { between, happens, oneOf } from '../choices';
import { one, wordOf, type Actor, type Bought } from '../trade';
import { waitUntil } from './in-time';
import { second, timer, told, type Race, type Side } from './race';
import { payTold } from './tries';

/** An order for a seat that is closed, or will be, while its group still takes people. */
function missedSeat(actor: Actor): Bought | undefined {
  const { trade } = actor;
  const now = trade.sim.clock.now();
  const isOpenStill = ({ groupId, closeAt }: Order): boolean => {
    const group = groupId === null ? undefined : one(trade, 'groups', groupId);
    return group !== undefined && isJoinable(group, (closeAt ?? now) + 2 * MINUTE_MS);
  };
  const isUnpaid = ({ status }: Order): boolean => status === 'closed' || status === 'pending_payment';
  return boughtOne(actor, (its) => its.buy === 'join' && isUnpaid(its) && isOpenStill(its));
}

/** The instant at which a deal ends, if it is near: its sale, or the last day of its vouchers. */
const endOf = ({ rules }: Deal): number => Math.min(rules.saleEndsAt ?? Infinity, vouchersEndAt(rules));

const LAST_MS = 60 * MINUTE_MS;

/** Races of people with an end that is near: what comes too late, or nearly. */
export const racesTooLate: readonly Race[] = [
  {
    id: 'W15',
    says: 'a new seat of one person in a group, and his payment after its time for another one there',
    sometimes: ['ok/paid', 'ALREADY_IN_GROUP/paid'],
    sides: async (actor) => {
      const { trade, chance } = actor;
      const missed = missedSeat(actor);
      if (!missed) return undefined;
      const { dealId, groupId, closeAt } = one(trade, 'orders', missed.orderId);
      const closing = { function: 'expire', call: 'database.modifyDocument' };
      if (!(await waitUntil(actor, (closeAt ?? 0) - SECOND_MS, 10 * MINUTE_MS))) return undefined;
      const closes = () => waitUntil(actor, (closeAt ?? 0) + MINUTE_MS, 2 * MINUTE_MS);
      await (happens(chance, 30) ? closes() : trade.faults.doomed(closing, 'die-after', closes));
      const pays = async (): Promise<string> => {
        const isPaid = await trade.faults.doomed({ call: 'pay' }, 'paid-after-close', () => pay(actor, missed, 0));
        return isPaid ? 'paid' : 'refused';
      };
      const joins = async (): Promise<string> => {
        const wish = { dealId, buy: 'join', groupId: groupId ?? '', quantity: 1 } as const;
        const asked = await order(second(actor), missed.buyer, wish);
        await payTold(actor, missed.buyer, asked);
        return wordOf(asked);
      };
      let joined: Promise<string> | undefined;
      return [() => (joined = joins()), () => (happens(chance, 60) ? joined?.then(pays) : undefined) ?? pays()];
    },
  },
  {
    id: 'W16',
    says: 'the end of a sale or of vouchers, and who has bought in the last minutes before it',
    sometimes: ['ran/paid', 'ran/refused', 'ran/DEAL_NOT_ON_SALE'],
    sides: async (actor) => {
      const { trade, chance, shop } = actor;
      const now = trade.sim.clock.now();
      const isNear = (deal: Deal): boolean => endOf(deal) > now && endOf(deal) < now + LAST_MS;
      const ending = () => dealOf(actor, (its) => its.status === 'published' && isNear(its));
      const deal = ending() ?? (await flashSale(actor).then(ending));
      const buyer = oneOf(chance, shop.buyers);
      if (!deal || buyer === undefined) return undefined;
      const endAt = endOf(deal);
      if (!(await waitUntil(actor, endAt - chance.below(100) * SECOND_MS, LAST_MS))) return undefined;
      const buy = deal.rules.mode === 'alone' || happens(chance, 40) ? 'alone' : 'open';
      const asked = await order(actor, buyer, { dealId: deal._id, buy, quantity: 1 });
      if (!asked.ok) return [timer(actor, 'expire'), told(() => Promise.resolve(asked))];
      if (!(await waitUntil(actor, endAt + between(chance, -30, 90) * SECOND_MS, LAST_MS))) return undefined;
      const notifyAfterMs = happens(chance, 50) ? 0 : between(chance, 1, 180) * SECOND_MS;
      const pays: Side = async () => ((await pay(actor, { ...asked.data, buyer }, notifyAfterMs)) ? 'paid' : 'refused');
      return [timer(actor, 'expire'), pays];
    },
  },
];
