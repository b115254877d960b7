import type { Collections } from '../../cloudfunctions/runtime/ports';
import type { Action, Input, Output } from '../../typings/api';
import type { ErrorCode } from '../../typings/error';
import type { PaymentRequest } from '../../typings/order';
import type { Chance } from '../chance';
import type { Simulation } from '../simulation';
import type { Chronicle } from './chronicle';
import { happens } from './choices';
import type { MonthFaults } from './month-faults';
import { phonesOf, type MonthShop } from './open-shop';
import type { Witness } from './witness';

/** What a buyer's phone knows of an order. */
export interface Bought {
  readonly orderId: string;
  readonly buyer: string;
  readonly payment: PaymentRequest;
}

/** What somebody was answered: data, a refusal, or nothing at all. */
export type Told<A extends Action = Action> =
  | { readonly ok: true; readonly data: Output<A> }
  | { readonly ok: false; readonly error: ErrorCode | 'NO_ANSWER'; readonly detail?: unknown };

/** A request whose answer never came; it may be sent again much later, under the same id. */
type Unanswered = () => Promise<Told>;

/** A month of trade while it goes on: the cloud, the shops, and what people remember. */
export interface Trade {
  readonly sim: Simulation;
  readonly shops: readonly [MonthShop, MonthShop];
  readonly faults: MonthFaults;
  readonly chronicle: Chronicle;
  /** Complains of what functions report where nothing has gone wrong. */
  readonly witness: Witness;
  readonly bought: Map<string, Bought>;
  /** Tokens that were shown once, by voucher. */
  readonly tokens: Map<string, string>;
  readonly unanswered: Unanswered[];
  /** How many documents were written so far. */
  readonly writes: () => number;
}

/** Who acts, in which shop, by which chance, and a name for his requests that nobody else's have. */
export interface Actor {
  readonly trade: Trade;
  readonly shop: MonthShop;
  readonly chance: Chance;
  readonly name: string;
}

/** Every document of a collection, in the order of their beginning. */
export const all = <C extends keyof Collections>({ sim }: Trade, collection: C): readonly Collections[C][] =>
  [...sim.look(collection).values()] as unknown as readonly Collections[C][];

/** Every document of a collection that is the shop's own. */
export const ofShop = <C extends Owned>({ trade, shop }: Actor, collection: C): readonly Collections[C][] =>
  all(trade, collection).filter(({ merchantId }) => merchantId === shop.merchantId);

type Owned = 'deals' | 'groups' | 'orders' | 'messages' | 'staff';

/** A document by its id. */
export const one = <C extends keyof Collections>({ sim }: Trade, collection: C, id: string): Collections[C] =>
  sim.look(collection).get(id) as unknown as Collections[C];

/** Refusals that promise nothing: the same request may be sent again. */
const UNDECIDED: readonly string[] = ['NO_ANSWER', 'INTERNAL', 'PAYMENT_UNAVAILABLE'];

/**
 * Somebody asks the api. He may tap twice; where no certain answer comes he asks again at once, later, or never.
 * Two answers to one request must be the same.
 */
export async function ask<A extends Action>(
  actor: Actor,
  person: string,
  action: A,
  input: Input<A>,
): Promise<Told<A>> {
  const { trade, chance } = actor;
  const once = () => askOnce(actor, person, action, input);
  const isRepeatable = 'requestId' in input;
  if (isRepeatable && happens(chance, 3)) {
    const [first, second] = await Promise.all([once(), once()]);
    if (first.ok && second.ok) expectSame(trade, action, first, second);
    return first.ok ? first : second;
  }
  const told = await once();
  if (told.ok || !UNDECIDED.includes(told.error)) return told;
  const habit = chance.below(4);
  if (habit < 2) return once();
  if (habit === 2) trade.unanswered.push(once);
  return told;
}

/** Somebody asks the api a single time, whatever comes. `isUrgent`: nobody else goes on until he is answered. */
export async function askOnce<A extends Action>(
  { trade: { sim, chronicle }, shop: { appid } }: Pick<Actor, 'trade' | 'shop'>,
  person: string,
  action: A,
  input: Input<A>,
  isUrgent = false,
): Promise<Told<A>> {
  const told = await phonesOf(sim, appid, isUrgent)
    .call(person, action, input)
    .catch((error: unknown): Told<A> => {
      if (!String(error).includes(KILLED)) chronicle.complain(`${action} is not answered: ${String(error)}`);
      return { ok: false, error: 'NO_ANSWER' };
    });
  chronicle.saw(told.ok ? `action ${action}` : `error ${told.error}`);
  if (!told.ok) for (const word of wordsOf(told.detail)) chronicle.saw(`refusal ${told.error} ${word}`);
  chronicle.log(`${person} ${action} ${JSON.stringify(told)}`);
  return told;
}

/** Why the only invocations have no answer that may have none: a mishap has ended them. */
const KILLED = 'was killed';

/** What the detail of a refusal says of why, without the numbers of this very case. */
function wordsOf(detail: unknown): string[] {
  const { field, why, reason, problems } = (detail ?? {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(problems)) return problems.flatMap(wordsOf);
  const words = [field, why, reason].filter((word) => typeof word === 'string' && word !== '');
  return words.length === 0 ? [] : [words.join(' ')];
}

function expectSame<A extends Action>({ chronicle }: Trade, action: A, first: Told<A>, second: Told<A>): void {
  if (JSON.stringify(withoutTime(first)) === JSON.stringify(withoutTime(second))) return;
  chronicle.complain(`${action}, sent twice, was answered ${JSON.stringify(first)} and ${JSON.stringify(second)}`);
}

const withoutTime = (told: Told): object => ({ ...told, now: 0 });

/** What somebody was told, in one word. */
export const wordOf = (told: Told): string => (told.ok ? 'ok' : told.error);
