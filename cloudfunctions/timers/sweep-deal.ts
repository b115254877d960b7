import type { Deal } from '../domain/deal';
import { isRunningLow } from '../domain/imported-code';
import { lostItsSeat, type Order } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import type { Changes } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import { giveBackSurplus, tellFewCodes } from '../trade/codes';
import { releaseStock, SWEEP_AFTER_MS } from '../trade/holds';

/** Markers that one sweep looks at; the others are due again at once. */
const MARKERS_MAX = 100;

/**
 * Looks at the markers of a deal's stock whose time is over. What a paid order took is sold, its marker goes; what an
 * order holds that was closed or never written goes back on sale; a return that its cause has noted is forgotten.
 */
export async function sweepDeal(world: World, deal: Deal): Promise<void> {
  const { database, now } = world;
  const holds = Object.entries(deal.holds)
    .filter(([, hold]) => hold.until + SWEEP_AFTER_MS <= now)
    .slice(0, MARKERS_MAX);
  const ids = holds.map(([orderId]) => orderId);
  const orders = ids.length === 0 ? [] : await database.list('orders', { _id: is.oneOf(ids) }, { limit: ids.length });
  let released = 0;
  const sold: Order[] = [];
  for (const [orderId, hold] of holds) {
    const order = orders.find((candidate) => candidate._id === orderId);
    if (order?.status === 'pending_payment') continue;
    if (order && order.status !== 'closed' && !lostItsSeat(order)) sold.push(order);
    else if (await releaseStock(database, deal, orderId, hold)) released += 1;
  }
  if (deal.rules.codeSource === 'imported' && sold.length > 0) await tendCodes(world, deal, sold);
  const gone = [...sold.map(({ _id }) => `holds.${_id}`), ...(await notedReturns(world, deal))];
  const asSeen = { _id: deal._id, holdSeq: deal.holdSeq + released };
  const vanished = Object.fromEntries(gone.map((path) => [path, to.vanish()]));
  await database.change('deals', asSeen, { ...vanished, dueAt: nextDue(deal, gone, now) });
}

/** Codes that were taken twice for one order are unused again; the owner hears of few, if nobody has said so yet. */
async function tendCodes(world: World, deal: Deal, sold: readonly Order[]): Promise<void> {
  await giveBackSurplus(world.database, sold);
  if (!isRunningLow(deal.free, deal.imported ?? 0)) return;
  await tellFewCodes(world, await world.database.get('merchants', deal.merchantId), deal, deal.free);
}

/** Returns whose group or refund says that it knows: nobody will make them again. */
async function notedReturns({ database, now }: World, deal: Deal): Promise<string[]> {
  const returns = Object.entries(deal.returned)
    .filter(([, { at }]) => at + SWEEP_AFTER_MS <= now)
    .slice(0, MARKERS_MAX);
  const groupIds = returns.flatMap(([key, { orderId }]) => (orderId === null ? [key] : []));
  const orderIds = returns.flatMap(([, { orderId }]) => (orderId === null ? [] : [orderId]));
  const groups =
    groupIds.length === 0 ? [] : await database.list('groups', { _id: is.oneOf(groupIds) }, { limit: MARKERS_MAX });
  const orders =
    orderIds.length === 0 ? [] : await database.list('orders', { _id: is.oneOf(orderIds) }, { limit: MARKERS_MAX });
  return returns.flatMap(([key, { orderId }]) => {
    const refund = orders.find((order) => order._id === orderId)?.refunds[key];
    const isNoted = groups.some((group) => group._id === key && group.finishedAt !== undefined) || refund?.restockedAt;
    return isNoted ? [`returned.${key}`] : [];
  });
}

/** When the deal wants sweeping again; never, when no marker is left. */
function nextDue(deal: Deal, gone: readonly string[], now: number): Changes[string] {
  const holds = Object.entries(deal.holds).map(([key, { until }]) => [`holds.${key}`, until] as const);
  const returns = Object.entries(deal.returned).map(([key, { at }]) => [`returned.${key}`, at] as const);
  const left = [...holds, ...returns].filter(([path]) => !gone.includes(path)).map(([, at]) => at + SWEEP_AFTER_MS);
  return left.length === 0 ? to.vanish() : Math.max(Math.min(...left), now + MINUTE_MS);
}
