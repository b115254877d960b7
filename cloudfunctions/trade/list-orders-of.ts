import type { Page, PageInput } from '../../typings/answer';
import type { OrderStatus } from '../../typings/order';
import type { Group } from '../domain/group';
import type { Order } from '../domain/order';
import { endOfDay, startOfDay } from '../domain/time';
import * as input from '../runtime/input';
import { newestBy, pageOf } from '../runtime/paging';
import type { Database, Where } from '../runtime/ports';
import { is } from '../runtime/terms';

/** A status to look for. */
export const orderStatus = input.oneOf(['pending_payment', 'paid', 'issued', 'closed', 'refunding', 'refunded']);

/** What a list of orders is asked for: a page, a status, a day on which they were made. */
type Asked = PageInput & { readonly status?: OrderStatus; readonly day?: string };

/**
 * A page of orders with their groups beside them, in one call. A status is looked for as it is stored; an order that
 * reads otherwise, until a timer has run, is left out of the page.
 */
export async function listOrdersOf<Item extends { readonly status: OrderStatus }>(
  database: Database,
  where: Where,
  asked: Asked,
  view: (order: Order, group: Group | undefined) => Item,
): Promise<Page<Item>> {
  const { day, status } = asked;
  const conditions = {
    ...where,
    ...(status === undefined ? {} : { status }),
    ...(day === undefined ? {} : { orderedAt: is.below(endOfDay(day)) }),
  };
  const beside = { collection: 'groups', path: 'groupId' } as const;
  const rows = await database.listWith('orders', conditions, newestBy('orderedAt', asked), beside);
  // The day's first instant is judged here: one range is all that an index of falling times needs.
  const from = day === undefined ? 0 : startOfDay(day);
  const page = pageOf(
    rows.filter(({ item }) => item.orderedAt >= from),
    asked,
    ({ item }) => ({ at: item.orderedAt, id: item._id }),
    ({ item, beside: group }) => view(item, group),
  );
  return { ...page, items: page.items.filter((item) => status === undefined || item.status === status) };
}
