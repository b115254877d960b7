import type { Group, Seat } from '../domain/group';
import { groupStatusAt, ordersPaid, unitsPaid } from '../domain/group';
import { GROUP_FAILED } from '../domain/ledger';
import type { Order } from '../domain/order';
import { wholeRefund } from '../domain/refund';
import { missingAtMost } from '../domain/tier';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import { is, to } from '../runtime/terms';
import { endUnpaid } from '../trade/close';
import { codesForgotten, giveBackCodesOf } from '../trade/codes';
import { releaseSeat, returnStock, SWEEP_AFTER_MS } from '../trade/holds';
import { finish, formAtEnd, issueGroup } from '../trade/issue';
import { eachOne, eachPage } from './due';
import { sweepDeal } from './sweep-deal';
import { haveCardsTold } from './tell-cards';

/** Every minute: unpaid orders end, groups reach their deadline, markers of stock are swept. */
export async function expire(world: World): Promise<void> {
  await eachPage(world, 'orders', 'closeAt', (orders) => closeOrders(world, orders));
  await eachPage(world, 'groups', 'dueAt', (groups) => tendGroups(world, groups));
  await eachPage(world, 'deals', 'dueAt', (deals) => eachOne(world, deals, (deal) => sweepDeal(world, deal)));
}

async function closeOrders(world: World, orders: readonly Order[]): Promise<void> {
  const ids = [...new Set(orders.map((order) => order.merchantId))];
  const merchants = await world.database.list('merchants', { _id: is.oneOf(ids) }, { limit: ids.length });
  const numbers = new Map(merchants.map((merchant) => [merchant._id, merchant.subMchId]));
  await eachOne(world, orders, (order) => endUnpaid(world, order, numbers.get(order.merchantId) ?? ''));
}

/** Groups whose end has come, whose seats were held too long, or whose end was cut short by a crash. */
async function tendGroups(world: World, groups: readonly Group[]): Promise<void> {
  const finished: string[] = [];
  await eachOne(world, groups, async (group) => {
    if (await tendGroup(world, group)) finished.push(group._id);
  });
  if (finished.length === 0) return;
  await world.database.changeAll('groups', { _id: is.oneOf(finished) }, { dueAt: null, finishedAt: world.now });
}

/** Gives whether nothing is left to do for the group, now and ever. */
async function tendGroup(world: World, group: Group): Promise<boolean> {
  const { database, now } = world;
  if (group.status === 'formed') {
    await issueGroup(database, group, now);
    return true;
  }
  if (group.status === 'open') {
    const late = overdueSeats(group, now);
    if (late.length > 0) await tendSeats(world, group, late);
    if (groupStatusAt(group, now) === 'formed' && (await formAtEnd(world, group))) return true;
    // Its last held seat may have been decided just now, by whom this run looked past.
    const tooMany = is.above(missingAtMost(group));
    const ended = { _id: group._id, status: 'open', held: 0, missing: tooMany, expiresAt: is.atMost(now) };
    if (
      now < group.expiresAt ||
      !(await database.change('groups', ended, { status: 'failed', failedAt: now, dueAt: now }))
    ) {
      await haveCardsTold(world, group);
      await lookAgain(world, group);
      return false;
    }
  }
  // Whoever decided a held seat meanwhile has changed what goes back.
  const decided = group.status === 'open' && group.held > 0 ? await database.get('groups', group._id) : group;
  if (decided) await failGroup(world, decided);
  return true;
}

/** Seats that were neither paid nor closed in their time. */
const overdueSeats = (group: Group, now: number): (readonly [orderId: string, seat: Seat])[] =>
  Object.entries(group.seats).filter(([, seat]) => seat.paidAt === undefined && seat.until + SWEEP_AFTER_MS <= now);

/**
 * A seat whose payment was cut short is paid; one whose order was never written, is over, or leads another group
 * instead, falls free.
 */
async function tendSeats(world: World, group: Group, seats: readonly (readonly [string, Seat])[]): Promise<void> {
  const { database } = world;
  const ids = seats.map(([orderId]) => orderId);
  const orders = await database.list('orders', { _id: is.oneOf(ids) }, { limit: ids.length });
  for (const [orderId, seat] of seats) {
    const order = orders.find((candidate) => candidate._id === orderId);
    if (order?.status === 'paid' && order.groupId === group._id) await finish(world, order, group);
    else if (order?.status !== 'pending_payment') await releaseSeat(database, group._id, orderId, seat.until);
  }
}

/** An open group is due again at its end, or when the next of its held seats should have been decided. */
async function lookAgain({ database, now }: World, group: Group): Promise<void> {
  const untils = Object.values(group.seats).flatMap((seat) =>
    seat.paidAt === undefined ? [seat.until + SWEEP_AFTER_MS] : [],
  );
  const next = Math.max(Math.min(group.expiresAt, ...untils), now + MINUTE_MS);
  const { _id, dueAt, left, held } = group;
  await database.change('groups', { _id, status: 'open', dueAt, left, held }, { dueAt: next });
}

/** Everyone who paid is refunded in full, and the units go back on sale. Again without harm. */
async function failGroup({ database, now }: World, group: Group): Promise<void> {
  const refund = wholeRefund('group_failed', now);
  await database.changeAll(
    'orders',
    { groupId: group._id, status: 'paid' },
    {
      ...{ status: 'refunding', [`refunds.${GROUP_FAILED}`]: to.be(refund), refundSeq: to.add(1) },
      ...{ deliverAt: now, unposted: true, ...codesForgotten(group.rules) },
    },
  );
  if (group.rules.codeSource === 'imported') await giveBackCodesOf(database, ordersPaid(group));
  await returnStock(database, group.dealId, { key: group._id, orderId: null }, unitsPaid(group), now);
}
