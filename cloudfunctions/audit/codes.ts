import type { Deal } from '../domain/deal';
import { codeIdOf } from '../domain/ids';
import { GROUP_FAILED } from '../domain/ledger';
import { lostItsSeat, type Order } from '../domain/order';
import { isCounted, type ImportedCode } from '../domain/imported-code';
import type { Books } from './documents';
import { named, unless, type Violation } from './invariant';

/** Whether an order's codes are its own: imported ones of an order that will not be issued may be another's. */
export const carriesCodes = (order: Order): boolean =>
  order.rules.codeSource === 'generated' ||
  !(order.status === 'closed' || lostItsSeat(order) || GROUP_FAILED in order.refunds);

/**
 * The imported codes of a deal: stock counts those whose import it remembers, and never more than are unused. Each code
 * that was taken is its order's, and each code of an order was taken for it. While an order holds stock it may have
 * taken codes that it does not carry: not yet, no more, or one too many for a second try of the same request.
 */
export function codesAddUp(deal: Deal, books: Books): readonly Violation[] {
  if (deal.rules.codeSource === 'generated') return [];
  const its = named('deals', deal._id);
  const codes = books.codesOfDeal.get(deal._id) ?? [];
  const counted = codes.filter(({ batch }) => isCounted(deal, batch)).length;
  const unused = codes.filter(({ orderId }) => orderId === null).length;
  const { imported = 0, free } = deal;
  const orders = (books.ordersOfDeal.get(deal._id) ?? []).filter(carriesCodes);
  return [
    ...unless(counted === imported, `${String(imported)} codes were imported, but ${String(counted)} are there`, its),
    ...unless(unused >= free, `${String(free)} units are free, but ${String(unused)} codes are unused`, its),
    ...codes.flatMap((code) => takenFor(code, deal, books)),
    ...orders.flatMap((order) => takenBy(order, books)),
  ];
}

function takenFor(code: ImportedCode, deal: Deal, books: Books): readonly Violation[] {
  const { _id, orderId } = code;
  if (orderId === null || deal.holds[orderId]) return [];
  const order = books.orders.get(orderId);
  const group = books.groups.get(order?.groupId ?? '');
  const isOnItsWay = group?.status === 'failed' && group.finishedAt === undefined;
  const isCarried = order !== undefined && carriesCodes(order) && order.codes.includes(code.code);
  const says = 'it was taken for an order that does not carry it';
  return unless(isCarried || isOnItsWay, says, named('codes', _id), named('orders', orderId));
}

function takenBy(order: Order, books: Books): readonly Violation[] {
  const { _id, merchantId, codes } = order;
  return codes.slice(1).flatMap((code) => {
    const id = codeIdOf(merchantId, code);
    const says = `it carries ${code}, which was not taken for it`;
    return unless(books.codes.get(id)?.orderId === _id, says, named('orders', _id), named('codes', id));
  });
}
