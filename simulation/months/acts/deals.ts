import type { Deal } from '../../../cloudfunctions/domain/deal';
import { dayOf } from '../../../cloudfunctions/domain/time';
import type { DealInput } from '../../../typings/deal';
import { HOUR_MS, MINUTE_MS } from '../../scene';
import { catalogue } from '../catalogue';
import { between, happens, oneOf, pick } from '../choices';
import { codeFile } from '../open-shop';
import { ask, ofShop, type Actor, type Told } from '../trade';
import { absurdities, spoiltBy } from './absurd-deals';
import type { Act } from './act';

/** Some deal, if there is one that fits. */
export const dealOf = (actor: Actor, fits: (deal: Deal) => boolean = () => true): Deal | undefined =>
  oneOf(actor.chance, ofShop(actor, 'deals').filter(fits));

/** The manager puts units on sale, or takes some off. */
async function restock(actor: Actor, dealId: string): Promise<Told<'adjustStock'>> {
  const { chance } = actor;
  const delta = happens(chance, 60) ? between(chance, 1, 20) : -between(chance, 1, happens(chance, 10) ? 5000 : 4);
  return adjust(actor, dealId, delta);
}

/** The manager puts so many units on sale, or takes as many off. */
export const adjust = (actor: Actor, dealId: string, delta: number): Promise<Told<'adjustStock'>> =>
  ask(actor, actor.shop.manager, 'adjustStock', { requestId: `${actor.name}-stock`, dealId, delta });

async function bringCodes(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const deal = dealOf(actor, ({ rules }) => rules.codeSource === 'imported' || happens(chance, 5));
  if (!deal) return;
  const isKnown = happens(chance, 10);
  const codes = happens(chance, 10) ? '' : codeFile(isKnown ? 'DEAL-11' : name.toUpperCase());
  const fileId = await trade.sim.upload(`codes/${name}.txt`, codes);
  const wanted = { dealId: deal._id, fileId: happens(chance, 10) ? `${fileId}.gone` : fileId };
  await ask(actor, actor.shop.manager, 'importCodes', { requestId: `${name}-codes`, ...wanted });
}

/** What a merchant changes of a deal: its price, how many one may have, its last day, or where its codes come from. */
const changes: readonly ((deal: Deal, actor: Actor) => Partial<DealInput>)[] = [
  ({ rules }, { chance }) =>
    rules.alonePriceFen === undefined ? {} : { alonePriceFen: rules.alonePriceFen + between(chance, 1, 9) },
  ({ rules }, { chance }) =>
    rules.groupPriceFen === undefined ? {} : { groupPriceFen: rules.groupPriceFen - between(chance, 1, 9) },
  (_, { chance }) => ({ limitPerBuyer: between(chance, 1, 6) }),
  (_, { trade, chance }) => ({
    validity: { untilDay: dayOf(trade.sim.clock.now() + chance.below(20 * 24 * 60) * MINUTE_MS) },
  }),
  (_, { chance }) => ({ unitsPerOrderMax: between(chance, 1, 9) }),
  (_, { chance }) => (happens(chance, 20) ? { codeSource: 'imported' } : {}),
];

/** A deal is written anew, mostly with something changed; sometimes so that nobody could sell it. */
export async function rewrite(actor: Actor, deal = dealOf(actor)): Promise<void> {
  if (!deal) return;
  const { trade, chance, name } = actor;
  const changed = { ...deal.rules, stock: 0, ...pick(chance, changes)(deal, actor) };
  const input = happens(chance, 15) ? spoiltBy(pick(chance, absurdities), changed, trade.sim.clock.now()) : changed;
  await ask(actor, actor.shop.manager, 'checkDeal', { deal: input });
  await ask(actor, actor.shop.manager, 'saveDeal', { requestId: `${name}-rewrite`, dealId: deal._id, deal: input });
}

/** Somebody writes a deal that ought to be sold, or not. */
async function offer(actor: Actor, deal: DealInput): Promise<void> {
  const { name, shop } = actor;
  const told = await ask(actor, shop.manager, 'saveDeal', { requestId: `${name}-draft`, deal });
  if (told.ok) await ask(actor, shop.manager, 'publishDeal', { dealId: told.data.dealId });
}

async function draft(actor: Actor): Promise<void> {
  const { trade, chance } = actor;
  const now = trade.sim.clock.now();
  const deal = pick(chance, catalogue(now, actor.shop.storeIds[2]));
  await offer(actor, happens(chance, 90) ? spoiltBy(pick(chance, absurdities), deal, now) : deal);
}

/** Something is sold for some minutes; in the last hour of a day for use today only. */
export async function flashSale(actor: Actor): Promise<void> {
  const { trade, chance } = actor;
  const now = trade.sim.clock.now();
  const deal = pick(
    chance,
    catalogue(now, actor.shop.storeIds[2]).filter(({ codeSource }) => codeSource === 'generated'),
  );
  const common = { ...deal, stock: 12, ...(deal.mode === 'alone' ? {} : { windowMinutes: 10 }) };
  const { excludedWeekdays: _weekdays, excludedDays: _days, ...anyDay } = common;
  const saleEndsAt = now + between(chance, 3, 25) * MINUTE_MS;
  const isLate = dayOf(now + HOUR_MS) !== dayOf(now);
  await offer(actor, { ...anyDay, ...(isLate ? { validity: { untilDay: dayOf(now) } } : { saleEndsAt }) });
}

async function shelve(actor: Actor): Promise<void> {
  const deal = dealOf(actor, ({ status }) => status !== 'published' || happens(actor.chance, 15));
  if (!deal) return;
  const action = deal.status === 'published' ? 'unpublishDeal' : 'publishDeal';
  await ask(actor, actor.shop.manager, action, { dealId: deal._id });
}

/** What becomes of deals, their stock and their codes. */
export const deals: readonly Act[] = [
  { name: 'change the stock', weight: 15, perform: async (actor) => restock(actor, dealOf(actor)?._id ?? '') },
  { name: 'bring codes', weight: 6, perform: bringCodes },
  { name: 'rewrite a deal', weight: 6, perform: (actor) => rewrite(actor) },
  { name: 'draft a deal', weight: 3, perform: draft },
  { name: 'flash sale', weight: 4, perform: flashSale },
  { name: 'shelve', weight: 12, perform: shelve },
];
