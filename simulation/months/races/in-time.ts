import type { Order } from '../../../cloudfunctions/domain/order';
import { MINUTE_MS, SECOND_MS } from '../../scene';
import { boughtOne, pay } from '../acts/buying';
import { redeem, redeemedSince, show } from '../acts/counter';
import { oneOf, recent } from '../choices';
import { ask, ofShop, one, type Actor } from '../trade';
import { timerBeside } from './meeting';
import { timer, told, type Race } from './race';

/** The clock comes to an instant, if it is near; what falls due at it runs beside whatever else is begun. */
export async function waitUntil({ trade }: Actor, at: number, withinMs: number): Promise<boolean> {
  const ms = at - trade.sim.clock.now();
  if (ms > withinMs) return false;
  if (ms > 0) await trade.sim.advance(ms);
  return true;
}

const SOON_MS = 120 * MINUTE_MS;

/** An order whose money settles soon. */
function settlesSoon(actor: Actor, fits: (order: Order) => boolean = () => true): Order | undefined {
  const { trade, chance } = actor;
  const now = trade.sim.clock.now();
  const isSoon = (at: number | null): boolean => at !== null && at > now && at <= now + SOON_MS;
  const found = ofShop(actor, 'orders').filter((its) => its.status === 'issued' && isSoon(its.settleAt) && fits(its));
  return oneOf(chance, found);
}

const unusedKey = ({ vouchers }: Order): string | undefined =>
  Object.entries(vouchers).find(([, { usesLeft, refund }]) => usesLeft > 0 && refund === undefined)?.[0];

/** Races of people with time: what a timer does at an instant, and what somebody does in it. */
export const racesInTime: readonly Race[] = [
  {
    id: 'W4',
    says: 'the end of a group and a payment for it',
    sometimes: ['formed/issued', 'failed/refunding'],
    sides: async (actor) => {
      const { trade } = actor;
      const ending = ofShop(actor, 'groups').filter(({ status, held }) => status === 'open' && held > 0);
      const group = recent(actor.chance, ending);
      const seat = boughtOne(actor, (its) => its.groupId === group?._id && its.status === 'pending_payment');
      if (!group || !seat || !(await pay(actor, seat, group.expiresAt - trade.sim.clock.now()))) return undefined;
      if (!(await waitUntil(actor, group.expiresAt - 1, 60 * MINUTE_MS))) return undefined;
      const { orderId } = seat;
      const ends = timer(actor, 'expire');
      return [
        () => ends().then(() => () => one(trade, 'groups', group._id).status),
        () => trade.sim.leap(1).then(() => () => one(trade, 'orders', orderId).status),
      ];
    },
  },
  {
    id: 'W5',
    says: 'settlement and a refund of a part',
    sometimes: ['between/ok', 'after/ok'],
    sides: async (actor) => {
      const found = settlesSoon(actor);
      if (!found || !(await waitUntil(actor, found.settleAt ?? 0, SOON_MS))) return undefined;
      const { _id: orderId } = found;
      const wanted = { requestId: `${actor.name}-w5`, orderId, amountFen: 1, reason: '零头' };
      return [
        timerBeside(actor, 'settle', 'refundOrder'),
        told(() => ask(actor, actor.shop.manager, 'refundOrder', wanted)),
      ];
    },
  },
  {
    id: 'W9',
    says: 'the close of an unpaid order, and its payment after all',
    sometimes: ['ran/paid', 'ran/refused'],
    sides: async (actor) => {
      const bought = boughtOne(actor, ({ status }) => status === 'pending_payment');
      if (!bought) return undefined;
      const closeAt = one(actor.trade, 'orders', bought.orderId).closeAt ?? 0;
      if (!(await waitUntil(actor, closeAt + SECOND_MS, 10 * MINUTE_MS))) return undefined;
      return [timer(actor, 'expire'), () => pay(actor, bought, 0).then((isPaid) => (isPaid ? 'paid' : 'refused'))];
    },
  },
  {
    id: 'W11',
    says: 'a use taken back while its money settles',
    sometimes: ['between/ok', 'after/ok'],
    sides: async (actor) => {
      const found = settlesSoon(actor, (order) => unusedKey(order) !== undefined);
      const key = found && unusedKey(found);
      if (!found || key === undefined) return undefined;
      const shown = { orderId: found._id, key };
      await redeem(actor, actor.shop.clerks[2], shown, await show(actor, shown));
      const mark = actor.trade.sim.clock.now();
      const redeemed = redeemedSince(actor, mark);
      if (!redeemed || !(await waitUntil(actor, found.settleAt ?? 0, SOON_MS))) return undefined;
      const wanted = { requestId: `${actor.name}-w11`, redemptionId: redeemed.redemptionId, reason: '扫错' };
      return [
        timerBeside(actor, 'settle', 'undoRedemption'),
        told(() => ask(actor, actor.shop.manager, 'undoRedemption', wanted)),
      ];
    },
  },
];
