import { isOnSale } from '../../../cloudfunctions/domain/deal';
import { isJoinable } from '../../../cloudfunctions/domain/group';
import type { Input } from '../../../typings/api';
import { MINUTE_MS, SECOND_MS } from '../../scene';
import { pay, remember } from '../acts/buying';
import { dealOf, rewrite } from '../acts/deals';
import { between, happens, oneOf, pick } from '../choices';
import { askOnce, ofShop, one, wordOf, type Actor, type Told } from '../trade';
import { second, timer, type Race, type Side } from './race';

type Wish = Omit<Input<'createOrder'>, 'requestId'>;

/** Somebody who has nothing to pay for, and what he wants of a deal that is on sale: a unit alone, or a seat. */
function wanting(actor: Actor): { readonly buyer: string; readonly wish: Wish } | undefined {
  const { chance, trade, shop } = actor;
  const now = trade.sim.clock.now();
  const busy = new Set(ofShop(actor, 'orders').flatMap((its) => (its.status === 'pending_payment' ? [its.buyer] : [])));
  const buyer = oneOf(
    chance,
    shop.buyers.filter((person) => !busy.has(person)),
  );
  const group = oneOf(
    chance,
    ofShop(actor, 'groups').filter((its) => isJoinable(its, now + 8 * MINUTE_MS) && its.left > 0),
  );
  const deal = dealOf(actor, (its) => isOnSale(its, now) && its.rules.alonePriceFen !== undefined && its.free > 4);
  if (buyer === undefined) return undefined;
  if (group && happens(chance, 50)) {
    const { _id: groupId, dealId, version } = group;
    return { buyer, wish: { dealId, buy: 'join', groupId, quantity: 1, ...seen(actor, version) } };
  }
  return deal && { buyer, wish: { dealId: deal._id, buy: 'alone', quantity: 1, ...seen(actor, deal.version) } };
}

const seen = ({ chance }: Actor, version: number) => (happens(chance, 85) ? { version } : {});

/** One tap: the same request each time, asked once. */
async function tap(actor: Actor, buyer: string, wish: Wish, isUrgent = false): Promise<Told<'createOrder'>> {
  const asked = await askOnce(actor, buyer, 'createOrder', { requestId: `${actor.name}-tap`, ...wish }, isUrgent);
  remember(actor, buyer, wish, asked);
  return asked;
}

/** Pays what was answered, if it was. */
export async function payTold(actor: Actor, buyer: string, asked: Told<'createOrder'>): Promise<void> {
  if (asked.ok) await pay(actor, { ...asked.data, buyer }, 0);
}

/** What has become of the world until somebody tries again, how long that takes him, and whether he wants the same. */
interface Meanwhile {
  readonly waitsMs: (actor: Actor) => number;
  readonly happens?: (actor: Actor, dealId: string) => Promise<unknown>;
  readonly more?: number;
}

const soon = ({ chance }: Actor): number => chance.below(20) * SECOND_MS;
/** His seat has been swept, and his stock has not; or both are about to be. */
const late = ({ chance }: Actor): number => between(chance, 300, 500) * SECOND_MS;
const atSweep = (actor: Actor): number => 7 * MINUTE_MS + soon(actor);

const meanwhiles: readonly Meanwhile[] = [
  { waitsMs: soon, happens: (actor, dealId) => rewrite(actor, one(actor.trade, 'deals', dealId)) },
  { waitsMs: soon, more: 1 },
  { waitsMs: soon, more: 2 },
  { waitsMs: late },
  { waitsMs: atSweep },
  { waitsMs: atSweep },
];

/** Where a try dies: mostly with all that it wants taken, and nothing written. */
function deathOf({ chance }: Actor) {
  const kind = pick(chance, ['die-before', 'die-before', 'die-after', 'lose-answer'] as const);
  const call = happens(chance, 60) ? 'unifiedOrder' : between(chance, 2, 5);
  return { place: { action: 'createOrder', call }, kind };
}

/** Races of people with themselves: tries that meet, where the first died or is slow, and the world has moved since. */
export const racesOfTries: readonly Race[] = [
  {
    id: 'W13',
    says: 'a try after one that died, with this wish or another, and the sweep of what that one has left',
    sometimes: ['ran/ok', 'ran/DEAL_CHANGED', 'ran/REQUEST_ID_REUSED'],
    sides: async (actor) => {
      const { trade, chance } = actor;
      const found = wanting(actor);
      if (!found) return undefined;
      const { buyer, wish } = found;
      const { place, kind } = deathOf(actor);
      const first = await trade.faults.doomed(place, kind, () => tap(actor, buyer, wish));
      const { waitsMs, happens: moves, more = 0 } = pick(chance, meanwhiles);
      await moves?.(actor, wish.dealId);
      await trade.sim.advance(waitsMs(actor));
      const then = { ...wish, quantity: wish.quantity + more };
      await payTold(actor, buyer, first);
      const tries: Side = async () => {
        const asked = await tap(actor, buyer, then);
        await payTold(actor, buyer, asked);
        return wordOf(asked);
      };
      return [timer(actor, 'expire'), tries];
    },
  },
  {
    id: 'W14',
    says: 'an order tapped twice, and another one of the same deal bought and paid between the taps',
    sometimes: ['ok/ok', 'ok/ORDER_PENDING'],
    sides: (actor) => {
      const found = wanting(actor);
      if (!found) return undefined;
      const { buyer, wish } = found;
      const first: Side = async () => wordOf(await tap(actor, buyer, wish));
      const meanwhile: Side = async () => {
        // The first tap gets as far as chance will have it.
        for (let i = actor.chance.below(3); i > 0; i -= 1) await askOnce(actor, buyer, 'getMe', {});
        const other = await tap(second(actor), buyer, { dealId: wish.dealId, buy: 'alone', quantity: 1 }, true);
        await payTold(actor, buyer, other);
        const asked = await tap(actor, buyer, wish, happens(actor.chance, 50));
        await payTold(actor, buyer, asked);
        return wordOf(other);
      };
      return [first, meanwhile];
    },
  },
];
