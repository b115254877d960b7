import type { Order } from '../domain/order';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import { closeUnpaid } from './holds';
import { applyPayment } from './payment';

/** When WeChat gives no clear answer, it is asked again this much later. */
const ASK_AGAIN_MS = MINUTE_MS;

/**
 * An order's time to pay is over: it is closed at WeChat first, since what WeChat has closed nobody can pay. Where
 * WeChat does not say "closed", it is asked; paid after all is paid in time.
 */
export async function endUnpaid(world: World, order: Order, subMchId: string): Promise<void> {
  const { payments, database, now } = world;
  const asked = { orderId: order._id, subMchId };
  const reason = order.cancelledAt === null ? 'unpaid' : 'cancelled';
  if ((await payments.close(asked)) === 'closed') {
    await closeUnpaid(world, order, reason);
    return;
  }
  const answer = await payments.query(asked);
  if (answer.state === 'closed') await closeUnpaid(world, order, reason);
  else if (answer.state === 'paid') await applyPayment(world, answer.payment);
  else await database.change('orders', { _id: order._id, closeAt: order.closeAt }, { closeAt: now + ASK_AGAIN_MS });
}
