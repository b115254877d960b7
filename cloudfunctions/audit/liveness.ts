import type { LeaderAccount } from '../domain/commission';
import type { Deal } from '../domain/deal';
import type { Group } from '../domain/group';
import type { Order } from '../domain/order';
import { refundableVouchers } from '../domain/refund';
import { MINUTE_MS } from '../domain/time';
import { usesOf } from '../domain/voucher';
import type { Books } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';

/** How often the timers run. */
const EXPIRE_MS = MINUTE_MS;
const DELIVER_MS = MINUTE_MS;
const SETTLE_MS = 10 * MINUTE_MS;
const RUNS = 2;

/** A held seat is decided this long after its time to pay: no invocation that still works with it lives so long. */
const SEAT_DECIDED_AFTER_MS = 2 * MINUTE_MS;

/** I8. Whatever is owed has a due time, and none is older than two runs of the timer that looks for it. */
export const nothingIsStuck: Invariant = {
  id: 'I8',
  says: 'What is owed has a time at which a timer looks for it, and no such time has passed by more than two runs.',
  of: 'due times',
  counted: (books) =>
    [...books.orders.values()].flatMap(dueOfOrder).length +
    [...books.groups.values()].filter(({ dueAt }) => dueAt !== null).length +
    [...books.deals.values()].filter(({ dueAt }) => dueAt !== undefined).length +
    [...books.leaders.values()].filter(({ deliverAt }) => deliverAt !== null).length,
  check: (books) => [
    ...[...books.orders.values()].flatMap((order) => orderWaits(order, books.now)),
    ...[...books.groups.values()].flatMap((group) => groupWaits(group, books)),
    ...[...books.deals.values()].flatMap((deal) => dealWaits(deal, books.now)),
    ...[...books.leaders.values()].flatMap((leader) => leaderWaits(leader, books.now)),
  ],
};

const dueOfOrder = (order: Order): (readonly [field: string, at: number, everyMs: number])[] => {
  const { closeAt, deliverAt, settleAt } = order;
  const times = [
    ['closeAt', closeAt, EXPIRE_MS],
    ['deliverAt', deliverAt, DELIVER_MS],
    ['settleAt', settleAt, SETTLE_MS],
  ] as const;
  return times.flatMap(([field, at, everyMs]) => (at === null ? [] : [[field, at, everyMs] as const]));
};

function overdue(field: string, at: number, everyMs: number, now: number, its: string): readonly Violation[] {
  const lateMs = now - at;
  return unless(lateMs <= RUNS * everyMs, `its ${field} passed ${String(Math.round(lateMs / 1000))} s ago`, its);
}

/** What an order may owe, and the due time that it then must have. */
const debts: readonly (readonly [
  says: string,
  isOwed: (order: Order) => boolean,
  due: 'closeAt' | 'deliverAt' | 'settleAt',
])[] = [
  ['it is unpaid', ({ status }) => status === 'pending_payment', 'closeAt'],
  ['its facts wait to be posted', ({ unposted }) => unposted, 'deliverAt'],
  ['WeChat is to be asked for a refund', ({ refunds }) => some(refunds, ({ nextAt }) => nextAt !== null), 'deliverAt'],
  [
    'units of a refund are to go back on sale',
    ({ refunds }) => some(refunds, ({ restock, restockedAt }) => restock > 0 && restockedAt === undefined),
    'deliverAt',
  ],
  ['WeChat is to be told of its hand-over', (o) => o.status === 'issued' && o.shippedAt === null, 'deliverAt'],
  [
    'money of it is to be settled',
    (order) => order.status === 'issued' && usesOf(order).some(({ settled, fen }) => !settled && fen > 0),
    'settleAt',
  ],
  ['unused vouchers are to be refunded at expiry', (order) => isRefundedAtExpiry(order), 'settleAt'],
];

const some = <T>(map: Readonly<Record<string, T>>, meets: (value: T) => boolean): boolean =>
  Object.values(map).some(meets);

function isRefundedAtExpiry(order: Order): boolean {
  if (order.status !== 'issued' || !order.rules.refund.onExpiry) return false;
  const refundable = new Set(refundableVouchers(order));
  return usesOf(order).some(({ voucher, used, fen }) => refundable.has(voucher) && !used && fen > 0);
}

function orderWaits(order: Order, now: number): readonly Violation[] {
  const its = named('orders', order._id);
  return [
    ...dueOfOrder(order).flatMap(([field, at, everyMs]) => overdue(field, at, everyMs, now, its)),
    ...debts.flatMap(([says, isOwed, due]) =>
      unless(order[due] !== null || !isOwed(order), `${says}, and it has no ${due}`, its),
    ),
  ];
}

function groupWaits(group: Group, { now, orders }: Books): readonly Violation[] {
  const its = named('groups', group._id);
  const { dueAt, status, finishedAt, seats } = group;
  const decidedBy = now - SEAT_DECIDED_AFTER_MS - RUNS * EXPIRE_MS;
  // An unpaid order keeps its seat for as long as WeChat does not say what became of it.
  const stuck = Object.entries(seats).filter(
    ([orderId, { paidAt, until }]) =>
      paidAt === undefined && until < decidedBy && orders.get(orderId)?.status !== 'pending_payment',
  );
  return [
    ...(dueAt === null ? [] : overdue('dueAt', dueAt, EXPIRE_MS, now, its)),
    ...unless(dueAt !== null || finishedAt !== undefined, `it is ${status} and unfinished, and has no dueAt`, its),
    ...stuck.flatMap(([orderId]) => {
      const status = orders.get(orderId)?.status ?? 'not there';
      return unless(false, `it still holds a seat for an order that is ${status}`, its, named('orders', orderId));
    }),
  ];
}

function dealWaits(deal: Deal, now: number): readonly Violation[] {
  const its = named('deals', deal._id);
  const markers = Object.keys(deal.holds).length + Object.keys(deal.returned).length;
  return [
    ...(deal.dueAt === undefined ? [] : overdue('dueAt', deal.dueAt, EXPIRE_MS, now, its)),
    ...unless(deal.dueAt !== undefined || markers === 0, `it has ${String(markers)} markers, and no dueAt`, its),
  ];
}

function leaderWaits({ _id, deliverAt, payouts }: LeaderAccount, now: number): readonly Violation[] {
  const its = named('leaders', _id);
  const isOwed = some(payouts, ({ status }) => status === 'pending');
  return [
    ...(deliverAt === null ? [] : overdue('deliverAt', deliverAt, DELIVER_MS, now, its)),
    ...unless(deliverAt !== null || !isOwed, 'a pay-out is to be carried on, and it has no deliverAt', its),
  ];
}
