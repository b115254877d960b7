import { GROUP_FAILED, refundIdOf } from '../domain/ledger';
import { refundNumberOf } from '../domain/ids';
import { tellingIdOf } from '../domain/message';
import type { Order, Refund } from '../domain/order';
import { refundFen, refundRequestedFen } from '../domain/order-money';
import { REFUND_PARTS_MAX } from '../domain/refund';
import { TIER } from '../domain/tier';
import { usesOf } from '../domain/voucher';
import { sum } from '../domain/worth';
import { grouped, type Books } from './documents';
import { named, unless, type Invariant, type Violation } from './invariant';

/** I3. The 50 parts are WeChat's limit. */
export const refundsFit: Invariant = {
  id: 'I3',
  says: 'Refunds of an order are at most what was paid, at most 50, each under a number that follows from it.',
  of: 'refunds',
  counted: (books) => sum([...books.orders.values()].map((order) => Object.keys(order.refunds).length)),
  check: (books) => {
    const orders = [...books.orders.values()];
    const numbers = orders.flatMap((order) =>
      Object.keys(order.refunds).map((key) => ({ number: refundIdOf(order, key), order: named('orders', order._id) })),
    );
    const shared = [...grouped(numbers, ({ number }) => number)].filter(([, uses]) => uses.length > 1);
    return [
      ...orders.flatMap((order) => [...refundsOf(order), ...foundBy(order, books)]),
      ...shared.map(([number, uses]) => ({
        says: `refund number ${number} is used ${String(uses.length)} times`,
        documents: uses.map(({ order }) => order),
      })),
    ];
  },
};

function refundsOf(order: Order): readonly Violation[] {
  const its = named('orders', order._id);
  const refunds = Object.entries(order.refunds);
  const paid = order.paidAt === null ? 0 : order.amountFen;
  const asked = refundRequestedFen(order);
  const overdrawn = usesOf(order).filter(({ fen }) => fen < 0);
  return [
    ...unless(asked <= paid, `refunds of ${String(asked)} fen, but ${String(paid)} paid`, its),
    ...unless(refunds.length <= REFUND_PARTS_MAX, `it has ${String(refunds.length)} refunds`, its),
    ...overdrawn.flatMap(({ voucher, use }) =>
      unless(false, `more was taken of use ${String(use)} of voucher ${voucher} than it is worth`, its),
    ),
    ...refunds.flatMap(([key, refund]) => refundOf(order, key, refund)),
  ];
}

/** What a person must act on, or has acted on, is found by its number: in its order, or in the owner's inbox. */
function foundBy(order: Order, { messages }: Books): readonly Violation[] {
  const its = named('orders', order._id);
  const { abnormalRefunds, refunds } = order;
  const wanted = Object.entries(refunds).filter(([, { status, byHand }]) => status === 'abnormal' || byHand);
  const isTold = (number: string) => messages.get(tellingIdOf('refund_abnormal', number))?.about.orderId === order._id;
  const numbers = wanted.map(([key]) => refundIdOf(order, key));
  const missing = numbers.filter((number) => !abnormalRefunds.includes(number) && !isTold(number));
  const known = new Set(Object.keys(refunds).map((key) => refundIdOf(order, key)));
  const isOwn = abnormalRefunds.every((number) => known.has(number));
  return [
    ...unless(missing.length === 0, `${missing.join()} is abnormal, and not found by its number`, its),
    ...unless(isOwn && new Set(abnormalRefunds).size === abnormalRefunds.length, 'it lists refunds it has not', its),
  ];
}

function refundOf(order: Order, key: string, refund: Refund): readonly Violation[] {
  const its = named('orders', order._id);
  const isWhole = refund.amountFen === null;
  const took = sum(refund.took.map(({ fen }) => fen));
  const isRight = isWhole ? took === 0 : took === refund.amountFen && refund.took.every(({ fen }) => fen >= 0);
  return [
    ...unless(isKeyOf(order, key, refund), `the number of refund ${key} does not follow from what it refunds`, its),
    ...unless(refundFen(order, refund) > 0, `refund ${key} gives nothing back`, its),
    ...unless(isRight, `refund ${key} took ${String(took)} fen and gives ${String(refund.amountFen)} back`, its),
    ...unless(isWhole === isOfNoVoucher(refund), `refund ${key} is ${refund.kind}, which it cannot be`, its),
  ];
}

const isOfNoVoucher = ({ kind }: Refund): boolean => kind === 'group_failed' || kind === 'seat_lost' || kind === 'tier';

/** Whether a refund is under the number that a retry of it would make: of all, of its vouchers, or of a request. */
export function isKeyOf(order: Order, key: string, { kind }: Refund): boolean {
  if (kind === 'group_failed') return key === GROUP_FAILED;
  if (kind === 'tier') return key === TIER;
  if (kind === 'seat_lost') return key === refundNumberOf(order._id, 'all');
  if (kind === 'sum') return order.requestKeys.some((requestKey) => key === refundNumberOf(order._id, requestKey));
  const ended = Object.entries(order.vouchers).flatMap(([name, { refund }]) => (refund === key ? [name] : []));
  return key === refundNumberOf(order._id, ended.sort().join());
}
