import type { OrderStatus } from '../../typings/order';
import type { LeaderAccount } from '../domain/commission';
import type { Deal } from '../domain/deal';
import type { Invitation } from '../domain/merchant';
import { orderTransitions, type Order, type Refund } from '../domain/order';
import { refundRequestedFen } from '../domain/order-money';
import { sum } from '../domain/worth';
import { named, unless, type Invariant, type Violation } from './invariant';
import { lostItsSeat } from './stock';

/** I10. History is not stored; the facts tell the way that an order has gone, and where it must be. */
export const statusFollowsFacts: Invariant = {
  id: 'I10',
  says: 'An order has come to its status by allowed steps, and has the facts of that status and no others.',
  of: 'orders',
  counted: (books) => books.orders.size,
  check: (books) => [
    ...[...books.orders.values()].flatMap((order) => [...stepsOf(order), ...shapeOf(order), ...refundsOf(order)]),
    ...[...books.leaders.values()].flatMap(payoutsOf),
    ...[...books.deals.values()].flatMap(dealOf),
    ...[...books.invitations.values()].flatMap(invitationOf),
  ],
};

/** The way that an order has gone, by its facts. */
function wayOf(order: Order): OrderStatus[] {
  const { closedAt, paidAt, groupId, issuedAt, refunds, amountFen } = order;
  const all = Object.values(refunds);
  const isWhole = all.length > 0 && refundRequestedFen(order) >= amountFen;
  const stations: readonly (readonly [OrderStatus, boolean])[] = [
    ['pending_payment', true],
    ['closed', closedAt !== null],
    ['paid', paidAt !== null && groupId !== null && !lostItsSeat(order)],
    ['issued', issuedAt !== null],
    ['refunding', isWhole],
    ['refunded', isWhole && all.every(({ status }) => status === 'succeeded')],
  ];
  return stations.flatMap(([status, isReached]) => (isReached ? [status] : []));
}

function stepsOf(order: Order): readonly Violation[] {
  const its = named('orders', order._id);
  const way = wayOf(order);
  const forbidden = way.slice(1).filter((status, i) => {
    const from = way[i];
    return from !== undefined && !orderTransitions[from].includes(status);
  });
  const path = way.join(' → ');
  return [
    ...unless(way.at(-1) === order.status, `it is ${order.status}; its facts say ${path}`, its),
    ...unless(forbidden.length === 0, `it cannot have gone ${path}`, its),
  ];
}

/** Facts that come with others, whatever the status. */
const shapes: readonly (readonly [says: string, holds: (order: Order) => boolean])[] = [
  ['paidAt, transactionId and a paid status come together', (o) => is(o.paidAt) === is(o.transactionId)],
  ['a paid status has paidAt', (o) => is(o.paidAt) || o.status === 'pending_payment' || o.status === 'closed'],
  ['an unpaid status has no paidAt', (o) => !is(o.paidAt) || !['pending_payment', 'closed'].includes(o.status)],
  ['a closed order says why', (o) => o.status !== 'closed' || is(o.closeReason)],
  ['only an unpaid order is to be closed', (o) => !is(o.closeAt) || o.status === 'pending_payment'],
  ['vouchers are issued to who has paid', (o) => !is(o.issuedAt) || is(o.paidAt)],
  ['only issued vouchers settle', (o) => is(o.issuedAt) || (!is(o.settledAt) && !is(o.settleAt))],
  ['only what was issued is handed over', (o) => is(o.issuedAt) || !is(o.shippedAt)],
  ['only a closed order is paid late', (o) => !is(o.lateAt) || is(o.closedAt)],
  ['who buys alone has no group, who does not has one', (o) => (o.buy === 'alone') === (o.groupId === null)],
  ['refundSeq counts the refunds', (o) => o.refundSeq === Object.keys(o.refunds).length],
];

const is = (fact: number | string | null): boolean => fact !== null;

const shapeOf = (order: Order): readonly Violation[] =>
  shapes.flatMap(([says, holds]) => unless(holds(order), `not so: ${says}`, named('orders', order._id)));

const refundsOf = (order: Order): readonly Violation[] =>
  Object.entries(order.refunds).flatMap(([key, refund]) => refundOf(key, refund, named('orders', order._id)));

function refundOf(key: string, refund: Refund, its: string): readonly Violation[] {
  const { byHand, status, nextAt, succeededAt, restock, restockedAt } = refund;
  const isToBeAsked = status === 'pending' || status === 'waiting_for_funds';
  return [
    ...unless(
      (status === 'succeeded') === (succeededAt !== undefined),
      `refund ${key} is ${status}, succeededAt ${String(succeededAt)}`,
      its,
    ),
    ...unless(!byHand || byHand.at === succeededAt, `refund ${key} is ${status}, and was paid by hand`, its),
    ...unless(isToBeAsked === (nextAt !== null), `refund ${key} is ${status}, next asked at ${String(nextAt)}`, its),
    ...unless(restock > 0 || restockedAt === undefined, `refund ${key} gave units back, and has none to give`, its),
  ];
}

/** What was paid out is added up where it is judged: two pay-outs at once must not both fit. */
function payoutsOf({ _id, paidFen, payouts }: LeaderAccount): readonly Violation[] {
  const its = named('leaders', _id);
  const fen = sum(Object.values(payouts).map((payout) => payout.fen));
  return [
    ...unless(fen === paidFen, `${String(paidFen)} fen paid out, its pay-outs are ${String(fen)}`, its),
    ...Object.entries(payouts).flatMap(([key, { status, paidAt }]) =>
      unless((status === 'paid') === (paidAt !== undefined), `pay-out ${key} is ${status}, ${String(paidAt)}`, its),
    ),
  ];
}

function dealOf({ _id, status, publishedAt, version }: Deal): readonly Violation[] {
  const its = named('deals', _id);
  return [
    ...unless((status === 'draft') === (publishedAt === 0), `${status}, publishedAt ${String(publishedAt)}`, its),
    ...unless(version >= 1, `version ${String(version)}`, its),
  ];
}

const invitationOf = ({ _id, acceptedBy, acceptedAt }: Invitation): readonly Violation[] =>
  unless((acceptedBy === null) === (acceptedAt === null), 'accepted by nobody, or never', named('invitations', _id));
