import type { Order } from '../../../cloudfunctions/domain/order';
import { refundIdOf } from '../../../cloudfunctions/domain/ledger';
import type { Deal } from '../../../cloudfunctions/domain/deal';
import type { Action, Input, Output } from '../../../typings/api';
import type { Driver } from '../../story/cloud-driver';
import type { Granted, Life, Payment } from './life';

/** What was acknowledged since a place in the life and is not there any more: told otherwise, or not paid. */
export async function forgotten(cloud: Driver, granted: readonly Granted[], payments: readonly Payment[]) {
  const wrong: string[] = [];
  for (const { by, action, input, told } of granted) {
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
export async function unaccounted(cloud: Driver, life: Life): Promise<string[]> {
  const orders = (await cloud.query('orders')) as unknown as Order[];
  const deals = (await cloud.query('deals')) as unknown as Deal[];
  const paid = orders.filter(({ paidAt }) => paidAt !== null).map(({ _id }) => _id);
  return [
    ...unequal(
      'orders',
      idsOf(orders),
      told(life, 'createOrder').map(({ orderId }) => orderId),
    ),
    ...unequal('redemptions', redemptionsIn(orders), redemptionsTold(life)),
    ...unequal('undone redemptions', undoneIn(orders), undoneTold(life)),
    ...unequal('refunds', refundsIn(orders), refundsTold(life)),
    ...unequal('paid orders', paid, [...new Set(life.payments.map(({ orderId }) => orderId))]),
    ...unequal(
      'stock',
      deals.map(({ _id, adjusted }) => `${_id} ${String(adjusted)}`),
      stockTold(life, deals),
    ),
  ];
}

const idsOf = (documents: readonly { readonly _id: string }[]): string[] => documents.map(({ _id }) => _id);

function unequal(what: string, kept: readonly string[], acknowledged: readonly string[]): string[] {
  const lost = acknowledged.filter((name) => !kept.includes(name));
  const unknown = kept.filter((name) => !acknowledged.includes(name));
  const isOnce = kept.length === acknowledged.length;
  return [
    ...lost.map((name) => `${what}: ${name} was acknowledged and is lost`),
    ...unknown.map((name) => `${what}: ${name} is there, and was neither granted nor asked for again`),
    ...(isOnce ? [] : [`${what}: ${String(kept.length)} kept, ${String(acknowledged.length)} acknowledged`]),
  ];
}

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

function stockTold(life: Life, deals: readonly Deal[]): string[] {
  return deals.map(({ _id }) => {
    const moves = life.granted.flatMap(({ action, input }) => {
      const { dealId, delta } = input as Partial<Input<'adjustStock'>>;
      return action === 'adjustStock' && dealId === _id ? [delta ?? 0] : [];
    });
    return `${_id} ${String(moves.reduce((all, delta) => all + delta, 0))}`;
  });
}
