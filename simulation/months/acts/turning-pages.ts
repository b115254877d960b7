import type { Action, Input } from '../../../typings/api';
import type { PageInput } from '../../../typings/answer';
import { oneOf, pick } from '../choices';
import { ask, type Actor } from '../trade';
import type { Act } from './act';

type Listed = { readonly [A in Action]: PageInput extends Input<A> ? A : never }[Action];

/** Lists by whoever reads them. */
export const lists: readonly (readonly [Listed, (actor: Actor) => string])[] = [
  ['listDeals', ({ chance, shop }) => oneOf(chance, shop.buyers) ?? ''],
  ['listOrders', ({ chance, shop }) => oneOf(chance, shop.buyers) ?? ''],
  ['listMessages', ({ chance, shop }) => oneOf(chance, [shop.owner, ...shop.buyers]) ?? ''],
  ['listRedemptions', ({ shop }) => shop.manager],
  ['listMerchantDeals', ({ shop }) => shop.manager],
  ['listMerchantOrders', ({ shop }) => shop.manager],
  ['listCommissions', ({ shop }) => shop.owner],
  ['listStaff', ({ shop }) => shop.owner],
];

const PAGES_MAX = 3;

/** Somebody turns pages: what was on one is not on the next. */
async function turnPages(actor: Actor): Promise<void> {
  const [action, personOf] = pick(actor.chance, lists);
  const person = personOf(actor);
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const input = { limit: 3, ...(cursor === undefined ? {} : { cursor }) };
    const told = await ask(actor, person, action, input as Input<typeof action>);
    if (!told.ok) return;
    const rows = told.data.items.map((row) =>
      JSON.stringify(Object.entries(row).find(([name]) => /Id$|^id$/.test(name))),
    );
    const again = rows.filter((row) => seen.has(row));
    if (again.length > 0) actor.trade.chronicle.complain(`${action} gave a row on two pages: ${again.join()}`);
    for (const row of rows) seen.add(row);
    if (page > 0) actor.trade.chronicle.saw(`page ${action}`);
    if ((cursor = told.data.cursor) === undefined) return;
  }
}

/** Long lists are read to their end. */
export const turningPages: readonly Act[] = [{ name: 'turn pages', weight: 8, perform: turnPages }];
