import type { Deal, DealRules } from '../domain/deal';
import { codeIdOf, firstCodeIdOf } from '../domain/ids';
import { isRunningLow, type ImportedCode } from '../domain/imported-code';
import type { Merchant } from '../domain/merchant';
import type { Order } from '../domain/order';
import type { World } from '../runtime/operation';
import type { Changes, Database } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import { tellOwner } from './tell-owner';

/** What a code says that nobody has taken. */
const unused = { orderId: null, until: null };

/**
 * Takes as many unused codes of a deal as its order holds units; nothing where there are fewer. `again`: an earlier try
 * may have taken some, they are found and held on. Two orders seldom begin at the same code, two tries of one do.
 */
export async function claimCodes(
  database: Database,
  dealId: string,
  hold: { readonly orderId: string; readonly q: number; readonly until: number },
  again: boolean,
): Promise<readonly string[] | undefined> {
  const { orderId, q, until } = hold;
  if (again) await database.changeAll('codes', { orderId }, { until });
  const start = firstCodeIdOf(orderId, until);
  let own = again ? await codesOf(database, orderId, q) : [];
  while (own.length < q) {
    const free = await unusedCodes(database, dealId, start, q - own.length);
    if (free.length === 0) return undefined;
    const ids = free.map(({ _id }) => _id);
    const taken = await database.changeAll('codes', { _id: is.oneOf(ids), orderId: null }, { orderId, until });
    own = taken === ids.length ? [...own, ...free] : await codesOf(database, orderId, q);
  }
  return own.map(({ code }) => code);
}

const codesOf = (database: Database, orderId: string, limit: number): Promise<ImportedCode[]> =>
  database.list('codes', { orderId }, { sort: [['_id', 1]], limit });

/** Unused codes from a place on; behind the last follows the first. */
async function unusedCodes(database: Database, dealId: string, start: string, limit: number): Promise<ImportedCode[]> {
  const listing = { sort: [['_id', 1]], limit } as const;
  const ofDeal = { dealId, orderId: null };
  const codes = await database.list('codes', { ...ofDeal, _id: is.atLeast(start) }, listing);
  if (codes.length === limit) return codes;
  const rest = { ...listing, limit: limit - codes.length };
  return [...codes, ...(await database.list('codes', { ...ofDeal, _id: is.below(start) }, rest))];
}

/** What an order writes that will not be issued: others may carry its imported codes from now on. */
export const codesForgotten = ({ codeSource }: Pick<DealRules, 'codeSource'>): Changes =>
  codeSource === 'imported' ? { codes: to.keepFirst(1) } : {};

/**
 * An order that was never paid lets go of the codes that it took while it held its stock until a time, or in an earlier
 * try that held it for less long; what a later one holds on to stays.
 */
export const giveBackCodes = (database: Database, orderId: string, until: number): Promise<number> =>
  database.changeAll('codes', { orderId, until: is.atMost(until) }, unused);

/** Orders that were paid and will be refunded in full before issue let go of all their codes. Again without harm. */
export const giveBackCodesOf = (database: Database, orderIds: readonly string[]): Promise<number> =>
  database.changeAll('codes', { orderId: is.oneOf(orderIds) }, unused);

/** Codes that a second try of the same request took for an order which has all that it needs are unused again. */
export function giveBackSurplus(database: Database, orders: readonly Order[]): Promise<number> {
  const carried = orders.flatMap(({ merchantId, codes }) => codes.slice(1).map((code) => codeIdOf(merchantId, code)));
  const orderIds = orders.map(({ _id }) => _id);
  return database.changeAll('codes', { orderId: is.oneOf(orderIds), _id: is.noneOf(carried) }, unused);
}

/** Tells the owner when few codes are left to sell: once after each import. */
export async function tellFewCodes(
  world: Pick<World, 'database' | 'now'>,
  merchant: Merchant | undefined,
  deal: Deal,
  left: number,
): Promise<void> {
  const { imported = 0 } = deal;
  if (!isRunningLow(left, imported)) return;
  const about = { dealId: deal._id, title: deal.rules.title, left };
  await tellOwner(world, merchant, 'codes_running_low', `${deal._id}:${String(imported)}`, about);
}
