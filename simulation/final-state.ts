import type { Collections } from '../cloudfunctions/runtime/ports';
import type { Group } from '../cloudfunctions/domain/group';
import type { ImportedCode } from '../cloudfunctions/domain/imported-code';
import type { Order } from '../cloudfunctions/domain/order';
import type { Simulation } from './simulation';

/** What a story has come to, without the moments at which it did: line by line, the same in the same end. */
export type FinalState = readonly string[];

type Documents = ReturnType<Simulation['documents']>;

type Lines<C extends keyof Collections> = (all: readonly Collections[C][]) => readonly string[];

const said = (thing: string, about: Readonly<Record<string, unknown>>): string => `${thing} ${JSON.stringify(about)}`;

const each =
  <D>(tell: (document: D) => string | readonly string[]) =>
  (all: readonly D[]): string[] =>
    all.flatMap(tell);

/** What is told of each collection: a collection without its row here does not compile. */
const told: { readonly [C in keyof Collections]: Lines<C> } = {
  merchants: each(({ _id, name, owner, setUp }) =>
    said(`merchant ${_id}`, { name, owner, setUp: setUp && { code: setUp.id, claimedBy: setUp.claimedBy } }),
  ),
  staff: each(({ _id, nickname, grants, revokedAt }) =>
    said(`staff ${_id}`, { nickname, grants, isRevoked: revokedAt !== null }),
  ),
  invitations: each(({ _id, acceptedBy }) => said(`invitation ${_id}`, { acceptedBy })),
  stores: each(({ _id, name, address, partnerPercent }) => said(`store ${_id}`, { name, address, partnerPercent })),
  people: each(({ _id, nickname, consents, deletions }) => [
    said(`person ${_id}`, { allows: templatesIn(consents), isForgotten: deletions !== undefined }),
    ...nameSaid(`person ${_id}`, nickname),
  ]),
  deals: each(({ _id, version, status, stocked, adjusted, free, holds, returned }) =>
    said(`deal ${_id}`, { version, status, stocked, adjusted, free, holds: units(holds), returned: units(returned) }),
  ),
  codes: codesOfDeals,
  groups: each(groupSaid),
  orders: each((order) => [orderSaid(order), ...nameSaid(`order ${order._id}`, order.nickname)]),
  transfers: each(({ _id, from, to, fen }) => said(`transfer ${_id}`, { from, to, fen })),
  redemptions: each(({ _id, uses, undoneAt }) => said(`redemption ${_id}`, { uses, isUndone: undoneAt !== null })),
  commissions: each(({ _id, leaderId, accruedFen, payableAt }) =>
    said(`commission ${_id}`, { leaderId, accruedFen, isDecided: payableAt !== null }),
  ),
  leaders: each(({ _id, paidFen, payouts }) =>
    said(`leader ${_id}`, {
      paidFen,
      payouts: Object.values(payouts).map(({ fen, status }) => `${status} ${String(fen)}`),
    }),
  ),
  messages: each(({ _id, person, about, readAt }) =>
    said(`message ${_id}`, { person, about, isRead: readAt !== null }),
  ),
};

/** Everything of the trade that people, merchants or WeChat could tell apart, in a fixed order. */
export function finalState(documents: Documents): FinalState {
  const ours = Object.entries(told).flatMap(([name, lines]) => lines((documents[name] ?? []) as never));
  return [...ours, ...atWeChat(documents)].sort();
}

/** A name by which a person can be told, in a line of its own; nobody is told by none. */
const nameSaid = (of: string, nickname: string): string[] =>
  nickname === '' ? [] : [said(`name of ${of}`, { nickname })];

/** Which messages a person allows; how many of each WeChat counts itself, and refuses one too many. */
const templatesIn = (consents: Readonly<Record<string, number>>): string[] =>
  Object.keys(consents).filter((template) => (consents[template] ?? 0) > 0);

function groupSaid({ _id, status, left, held, missing, filled, seats, finishedAt }: Group): string[] {
  const paid = paidSeats(seats);
  return [
    said(`group ${_id}`, { status, left, held, missing, filled, paid, isFinished: finishedAt !== undefined }),
    ...Object.entries(seats).flatMap(([orderId, { nickname }]) => nameSaid(`seat ${orderId} of ${_id}`, nickname)),
  ];
}

const units = (markers: Readonly<Record<string, { readonly q: number }>>): string[] =>
  Object.entries(markers).map(([key, { q }]) => `${key} ${String(q)}`);

/** How many codes of each deal are unused, and how many each order has; which ones, chance decides. */
function codesOfDeals(codes: readonly ImportedCode[]): string[] {
  const orders = [...new Set(codes.map(({ dealId, orderId }) => `codes of ${dealId} for ${orderId ?? 'nobody'}`))];
  const countOf = (line: string): number =>
    codes.filter(({ dealId, orderId }) => line === `codes of ${dealId} for ${orderId ?? 'nobody'}`).length;
  return orders.map((line) => said(line, { count: countOf(line) }));
}

const paidSeats = (seats: Readonly<Record<string, { readonly paidAt?: number }>>): string[] =>
  Object.entries(seats).flatMap(([orderId, { paidAt }]) => (paidAt === undefined ? [`${orderId} held`] : [orderId]));

function orderSaid(order: Order): string {
  const { _id, status, buy, groupId, quantity, amountFen, tierPriceFen, closeReason, nth, settledAt, shippedAt } =
    order;
  const vouchers = Object.entries(order.vouchers).map(([key, { usesLeft, refund, redemptions }]) => {
    const redeemed = Object.values(redemptions).map(({ uses, undo }) => (undo ? `undone ${uses.join()}` : uses.join()));
    return { key, usesLeft, refund, redeemed };
  });
  const refunds = Object.entries(order.refunds).map(([key, refund]) => {
    const { kind, amountFen: fen, status: its, restock, took, byHand } = refund;
    return { key, kind, fen, status: its, restock, took, reference: byHand?.reference };
  });
  return said(`order ${_id}`, {
    ...{ status, buy, groupId, quantity, amountFen, tierPriceFen, closeReason, nth, vouchers, refunds },
    leader: order.leader && { ...order.leader, isRefunded: order.leaderRefundedAt !== undefined },
    ...{ isSettled: settledAt !== null, isShipped: shippedAt !== null },
  });
}

/** What WeChat has taken and given back, holds for the merchant, was told of shipping, and has shown to people. */
function atWeChat(documents: Documents): string[] {
  const orders = (documents.sys_pay_orders ?? []).filter(({ paidAt }) => paidAt !== null);
  const accounts = (documents.sys_pay_accounts ?? []).filter(({ balanceFen }) => balanceFen !== 0);
  return [
    ...cardsInChats(documents),
    ...messagesShown(documents),
    ...shipmentsTold(documents),
    ...filesWritten(documents),
    ...orders.map(({ _id, totalFeeFen, refundedFen }) => said(`WeChat's ${String(_id)}`, { totalFeeFen, refundedFen })),
    ...accounts.map(({ _id, balanceFen }) => said(`WeChat's account ${String(_id)}`, { balanceFen })),
  ];
}

/** The messages that people were shown beside the inbox; the same words twice are two messages. */
function messagesShown({ sys_messages: messages = [] }: Documents): string[] {
  const lines = messages.map(({ openid, template, page, fields }) =>
    said(`WeChat's message to ${String(openid)}`, { template, page, fields }),
  );
  return [...new Set(lines)].map((line) => timesSaid(line, lines.filter((each) => each === line).length));
}

/** The files that functions have written, each name once: whoever gets no answer is written another one. */
function filesWritten({ sys_files: files = [] }: Documents): string[] {
  const paths = files.flatMap(({ _id }) => /\/(?<path>(?:codes|exports)\/.+)$/.exec(String(_id))?.groups?.path ?? []);
  return [...new Set(paths.map((path) => said('a file', { path: path.replace(/_[0-9A-Z]+\./, '.') })))];
}

/** What WeChat was told of the delivery of each order, and how often: a second time corrects the first. */
function shipmentsTold({ sys_shipments: shipments = [] }: Documents): string[] {
  return shipments.map(({ _id, logisticsType, goodsDescription, uploads }) =>
    timesSaid(said(`WeChat's shipment of ${String(_id)}`, { logisticsType, goodsDescription }), Number(uploads)),
  );
}

const timesSaid = (line: string, times: number): string => (times === 1 ? line : `${line}, ${String(times)} times`);

/** What the cards of each group say, each thing once: whoever gets no answer asks for another card. */
function cardsInChats({ groups = [], sys_activities: cards = [] }: Documents): string[] {
  return (groups as unknown as readonly Group[]).flatMap(({ _id, cards: shared = [] }) =>
    cards
      .filter((card) => shared.some(({ id }) => id === card._id))
      .map(({ state, parameters }) => said(`a card of group ${_id}`, { state, says: shown(state, parameters) })),
  );
}

/** A card of a group that takes nobody any more shows no counts; what it was told of them last is left in it. */
function shown(state: unknown, parameters: unknown): unknown {
  return state === 0 ? parameters : (parameters as { readonly path?: unknown }).path;
}

/** How one end differs from another, line by line. */
export function difference(wanted: FinalState, got: FinalState): string[] {
  const [before, after] = [new Set(wanted), new Set(got)];
  return [
    ...wanted.filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...got.filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
}
