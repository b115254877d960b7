import type { Order } from '../../../cloudfunctions/domain/order';
import { refundIdOf } from '../../../cloudfunctions/domain/ledger';
import type { Deal } from '../../../cloudfunctions/domain/deal';
import type { Action, Input, Output } from '../../../typings/api';
import type { Driver } from '../../story/cloud-driver';
import type { Granted, Life, Payment, Wish } from './life';

/** What a cloud that has just been started again does not have any more, although somebody was told that it has. */
export const lost = async (cloud: Driver, life: Life): Promise<string[]> =>
  (await booksOf(cloud, life)).flatMap(missing);

/** What was acknowledged since a place in the life and is not there any more: told otherwise, or not paid. */
export async function forgotten(cloud: Driver, granted: readonly Granted[], payments: readonly Payment[]) {
  const wrong: string[] = [];
  // How a cancelled order stands is another answer each time: its books say whether it was forgotten.
  for (const { by, action, input, told } of granted.filter(({ action }) => action !== 'cancelOrder')) {
    const again = await cloud.ask(by, action, input);
    const isSame = again.ok && JSON.stringify(again.data) === JSON.stringify(told);
    if (!isSame) wrong.push(`${action} of ${by} was told ${JSON.stringify(told)}, now ${JSON.stringify(again)}`);
  }
  for (const payment of payments) {
    const { status, body } = await cloud.pay(payment.by, payment);
    const isSame = status === 200 && (body as { readonly transactionId?: string }).transactionId;
    if (isSame !== payment.transactionId) {
      wrong.push(`the payment of ${payment.orderId} was ${payment.transactionId}, now ${JSON.stringify(body)}`);
    }
  }
  return wrong;
}

/** What the database has that nobody was told, or has not although somebody was: each by name. */
export const unaccounted = async (cloud: Driver, life: Life): Promise<string[]> =>
  (await booksOf(cloud, life)).flatMap(unequal);

/** Names of one kind: those that the database has, and those that phones were told. */
interface Book {
  readonly what: string;
  readonly kept: readonly string[];
  readonly acknowledged: readonly string[];
}

async function booksOf(cloud: Driver, life: Life): Promise<readonly Book[]> {
  const orders = (await cloud.query('orders')) as unknown as Order[];
  const deals = (await cloud.query('deals')) as unknown as Deal[];
  return [
    { what: 'orders', kept: idsOf(orders), acknowledged: told(life, 'createOrder').map(({ orderId }) => orderId) },
    { what: 'redemptions', kept: redemptionsIn(orders), acknowledged: redemptionsTold(life) },
    { what: 'undone redemptions', kept: undoneIn(orders), acknowledged: undoneTold(life) },
    { what: 'refunds', kept: refundsIn(orders), acknowledged: refundsTold(life) },
    { what: 'paid orders', kept: paidIn(orders), acknowledged: paidTold(life) },
    ...cancellations(orders, life),
    { what: 'stock', kept: stockIn(deals, life), acknowledged: stockTold(life, deals) },
  ];
}

const idsOf = (documents: readonly { readonly _id: string }[]): string[] => documents.map(({ _id }) => _id);

const paidIn = (orders: readonly Order[]): string[] => idsOf(orders.filter(({ paidAt }) => paidAt !== null));
const paidTold = (life: Life): string[] => [...new Set(life.payments.map(({ orderId }) => orderId))];

/**
 * Orders that their buyers gave up: all of those, and no others, say so, but one that was closed before. Those that
 * were told to be closed are: timers close others, of which nobody was told.
 */
function cancellations(orders: readonly Order[], { granted }: Life): readonly Book[] {
  const givenUp = granted.flatMap(({ action, input, told }) =>
    action === 'cancelOrder' ? [{ ...(input as Input<'cancelOrder'>), ...(told as Output<'cancelOrder'>) }] : [],
  );
  const idsTold = (meets: (one: (typeof givenUp)[number]) => boolean): string[] => [
    ...new Set(givenUp.filter(meets).map(({ orderId }) => orderId)),
  ];
  const kept = idsOf(orders.filter(({ cancelledAt }) => cancelledAt !== null));
  const closed = new Set(idsOf(orders.filter(({ closedAt }) => closedAt !== null)));
  const toldClosed = idsTold(({ status }) => status === 'closed');
  const acknowledged = idsTold(({ orderId, status }) => status === 'pending_payment' || kept.includes(orderId));
  return [
    { what: 'cancelled orders', kept, acknowledged },
    { what: 'orders told to be closed', kept: toldClosed.filter((id) => closed.has(id)), acknowledged: toldClosed },
  ];
}

function unequal(book: Book): string[] {
  const { what, kept, acknowledged } = book;
  const unknown = kept.filter((name) => !acknowledged.includes(name));
  const isOnce = kept.length === acknowledged.length;
  return [
    ...missing(book),
    ...unknown.map((name) => `${what}: ${name} is there, and was neither granted nor asked for again`),
    ...(isOnce ? [] : [`${what}: ${String(kept.length)} kept, ${String(acknowledged.length)} acknowledged`]),
  ];
}

const missing = ({ what, kept, acknowledged }: Book): string[] =>
  acknowledged.filter((name) => !kept.includes(name)).map((name) => `${what}: ${name} was acknowledged and is lost`);

/** All answers to an action. */
const told = <A extends Action>(life: Life, wanted: A): Output<A>[] =>
  life.granted.flatMap(({ action, told: answer }) => (action === wanted ? [answer as Output<A>] : []));

const entriesOf = (orders: readonly Order[]) =>
  orders.flatMap(({ _id, vouchers }) =>
    Object.entries(vouchers).flatMap(([key, { redemptions }]) =>
      Object.entries(redemptions).map(([name, redemption]) => ({ name: _id + key + name, redemption })),
    ),
  );

const redemptionsIn = (orders: readonly Order[]): string[] => entriesOf(orders).map(({ name }) => name);
const redemptionsTold = (life: Life): string[] =>
  told(life, 'redeemVoucher').flatMap(({ redemptions }) => redemptions.map(({ redemptionId }) => redemptionId));

const undoneIn = (orders: readonly Order[]): string[] =>
  entriesOf(orders).flatMap(({ name, redemption }) => (redemption.undo ? [name] : []));
const undoneTold = (life: Life): string[] =>
  life.granted.flatMap(({ action, input }) =>
    action === 'undoRedemption' ? [(input as Input<'undoRedemption'>).redemptionId] : [],
  );

const refundsIn = (orders: readonly Order[]): string[] =>
  orders.flatMap((order) =>
    Object.entries(order.refunds).flatMap(([key, { kind }]) =>
      kind === 'vouchers' || kind === 'sum' ? [refundIdOf(order, key)] : [],
    ),
  );
const refundsTold = (life: Life): string[] =>
  [...told(life, 'requestRefund'), ...told(life, 'refundOrder')].map(({ refundId }) => refundId);

/** What each deal has: with, and without, what was asked for and not answered. */
const stockIn = (deals: readonly Deal[], { open }: Life): string[] =>
  deals.flatMap(({ _id, adjusted }) =>
    [...new Set([adjusted, adjusted - moved([...open], _id)])].map((units) => `${_id} ${String(units)}`),
  );
const stockTold = ({ granted }: Life, deals: readonly Deal[]): string[] =>
  deals.map(({ _id }) => `${_id} ${String(moved(granted, _id))}`);

/** By how many units requests move the stock of a deal. */
function moved(wishes: readonly Wish[], dealId: string): number {
  const moves = wishes.flatMap(({ action, input }) => {
    const move = input as Input<'adjustStock'>;
    return action === 'adjustStock' && move.dealId === dealId ? [move.delta] : [];
  });
  return moves.reduce((all, delta) => all + delta, 0);
}
