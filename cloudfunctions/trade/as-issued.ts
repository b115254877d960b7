import { groupStatusAt, type Group } from '../domain/group';
import type { Order } from '../domain/order';
import { current, type World } from '../runtime/operation';
import { finish } from './issue';

/**
 * The order as its group has made it: where a crash cut the issue of a formed group short, it is finished here, so that
 * nobody waits for a timer. Stale where somebody else is about to.
 */
export async function asIssued(
  world: Pick<World, 'database' | 'now'>,
  order: Order,
  group: Group | undefined,
): Promise<Order> {
  if (order.status !== 'paid' || !group || groupStatusAt(group, world.now) !== 'formed') return order;
  await finish(world, order, group);
  const found = await world.database.get('orders', order._id);
  // Whoever forms the group at this moment has not issued it yet.
  current(found?.status !== 'paid');
  return found ?? order;
}
