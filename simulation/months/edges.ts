import { orderTransitions, type Order } from '../../cloudfunctions/domain/order';
import { voucherStatusAt } from '../../cloudfunctions/domain/voucher';
import type { Collections } from '../../cloudfunctions/runtime/ports';
import type { Simulation } from '../simulation';
import type { Chronicle } from './chronicle';

/** From what a thing comes to what: `''` before it was written. `only allowed`: so rare that nobody waits for it. */
type Edges = readonly (readonly [from: string, to: string, how?: 'only allowed'])[];

type Thing = 'order' | 'group' | 'deal' | 'refund' | 'voucher' | 'code' | 'invitation' | 'staff' | 'owner' | 'pay-out';

/** Every way in which the status of something changes. Whatever goes another way breaks the trade. */
export const edges: Readonly<Record<Thing, Edges>> = {
  order: [
    ['', 'pending_payment'],
    ...Object.entries(orderTransitions).flatMap(([from, tos]) => tos.map((to) => [from, to] as const)),
  ],
  group: [
    ['', 'open'],
    ['open', 'formed'],
    ['open', 'failed'],
  ],
  deal: [
    ['', 'draft'],
    ['draft', 'published'],
    ['published', 'unpublished'],
    ['unpublished', 'published'],
  ],
  refund: [
    ['', 'pending'],
    ['pending', 'processing'],
    ['pending', 'waiting_for_funds'],
    ['pending', 'succeeded'],
    ['pending', 'abnormal', 'only allowed'],
    ['waiting_for_funds', 'processing'],
    ['waiting_for_funds', 'succeeded', 'only allowed'],
    ['waiting_for_funds', 'abnormal', 'only allowed'],
    ['processing', 'succeeded'],
    ['processing', 'abnormal'],
    ['abnormal', 'succeeded'],
  ],
  voucher: [
    ['', 'valid'],
    ['valid', 'used'],
    ['valid', 'expired'],
    ['valid', 'refunding'],
    ['used', 'valid'],
    ['used', 'expired', 'only allowed'],
    ['expired', 'refunding', 'only allowed'],
    ['refunding', 'refunded'],
  ],
  code: [
    ['', 'free'],
    ['free', 'taken'],
    ['taken', 'free'],
  ],
  invitation: [
    ['', 'offered'],
    ['offered', 'accepted'],
  ],
  staff: [
    ['', 'known'],
    ['', 'employed'],
    ['', 'sent away', 'only allowed'],
    ['known', 'sent away'],
    ['employed', 'sent away'],
    ['sent away', 'employed'],
  ],
  owner: [
    ['', 'nobody'],
    ['nobody', 'its first owner'],
    ['its first owner', 'an heir'],
    ['an heir', 'its first owner'],
  ],
  'pay-out': [
    ['', 'pending'],
    ['pending', 'paid'],
  ],
};

const known = new Set(
  Object.entries(edges).flatMap(([thing, its]) => its.map(([from, to]) => label(thing as Thing, from, to))),
);

function label(thing: Thing, from: string, to: string): string {
  return `${thing} ${from} → ${to}`;
}

/** Every edge that should be seen sometimes. */
export const edgesWanted = (): string[] =>
  Object.entries(edges).flatMap(([thing, its]) =>
    its.flatMap(([from, to, how]) => (how ? [] : [label(thing as Thing, from, to)])),
  );

/** Follows every document as it changes, and notes which way it goes. */
export function watchEdges(sim: Pick<Simulation, 'onChange' | 'clock'>, chronicle: Chronicle): void {
  const last = new Map<string, string>();
  const move: Move = (thing, id, to) => {
    const key = `${thing} ${id}`;
    const from = last.get(key) ?? '';
    if (from === to) return;
    last.set(key, to);
    const edge = label(thing, from, to);
    chronicle.saw(edge);
    if (!known.has(edge)) chronicle.complain(`no ${thing} may go this way: ${edge} (${id})`);
  };
  sim.onChange(({ collection, document }) => {
    const follow = followed[collection as keyof typeof followed];
    if (document) follow?.(document as never, move, sim.clock.now());
  });
}

type Move = (thing: Thing, id: string, to: string) => void;

/** What of the documents of a collection is followed. */
const followed: { readonly [C in keyof Collections]?: (its: Collections[C], move: Move, now: number) => void } = {
  deals: ({ _id, status }, move) => move('deal', _id, status),
  groups: ({ _id, status }, move) => move('group', _id, status),
  orders: (order, move, now) => moveOrder(order, now, move),
  codes: ({ _id, orderId }, move) => move('code', _id, orderId === null ? 'free' : 'taken'),
  invitations: ({ _id, acceptedBy }, move) => move('invitation', _id, acceptedBy === null ? 'offered' : 'accepted'),
  staff: ({ _id, grants, revokedAt }, move) => {
    const place = revokedAt === null ? 'known' : 'sent away';
    move('staff', _id, Object.keys(grants).length > 0 ? 'employed' : place);
  },
  merchants: ({ _id, owner }, move) => {
    const who = owner?.includes('heir') === true ? 'an heir' : 'its first owner';
    move('owner', _id, owner === null ? 'nobody' : who);
  },
  leaders: ({ payouts }, move) => {
    for (const [key, { status }] of Object.entries(payouts)) move('pay-out', key, status);
  },
};

function moveOrder(order: Order, now: number, move: Move): void {
  move('order', order._id, order.status);
  for (const [key, { status }] of Object.entries(order.refunds)) move('refund', `${order._id} ${key}`, status);
  if (order.issuedAt === null) return;
  for (const [key, voucher] of Object.entries(order.vouchers)) {
    move('voucher', order._id + key, voucherStatusAt(order, voucher, now));
  }
}
