import type { Collections } from '../cloudfunctions/runtime/ports';
import type { ImportedCode } from '../cloudfunctions/domain/imported-code';
import type { Order } from '../cloudfunctions/domain/order';
import type { Simulation } from './simulation';

/** What a story has come to, without the moments at which it did: line by line, the same in the same end. */
export type FinalState = readonly string[];

type Documents = ReturnType<Simulation['documents']>;

const all = <C extends keyof Collections>(documents: Documents, name: C): readonly Collections[C][] =>
  (documents[name] ?? []) as unknown as readonly Collections[C][];

const said = (thing: string, about: Readonly<Record<string, unknown>>): string => `${thing} ${JSON.stringify(about)}`;

/** Everything of the trade that people, merchants or WeChat could tell apart, in a fixed order. */
export function finalState(documents: Documents): FinalState {
  return [
    ...all(documents, 'merchants').map(({ _id, name, owner }) => said(`merchant ${_id}`, { name, owner })),
    ...all(documents, 'staff').map(({ _id, grants, revokedAt }) =>
      said(`staff ${_id}`, { grants, isRevoked: revokedAt !== null }),
    ),
    ...all(documents, 'invitations').map(({ _id, acceptedBy }) => said(`invitation ${_id}`, { acceptedBy })),
    ...all(documents, 'stores').map(({ _id, name }) => said(`store ${_id}`, { name })),
    ...all(documents, 'deals').map(({ _id, version, status, stocked, adjusted, free, holds, returned }) =>
      said(`deal ${_id}`, { version, status, stocked, adjusted, free, holds: units(holds), returned: units(returned) }),
    ),
    ...codesOfDeals(all(documents, 'codes')),
    ...all(documents, 'groups').map(({ _id, status, left, held, missing, filled, seats, finishedAt }) =>
      said(`group ${_id}`, {
        status,
        left,
        held,
        missing,
        filled,
        paid: paidSeats(seats),
        isFinished: finishedAt !== undefined,
      }),
    ),
    ...all(documents, 'orders').map(orderSaid),
    ...all(documents, 'transfers').map(({ _id, from, to, fen }) => said(`transfer ${_id}`, { from, to, fen })),
    ...all(documents, 'redemptions').map(({ _id, uses, undoneAt }) =>
      said(`redemption ${_id}`, { uses, isUndone: undoneAt !== null }),
    ),
    ...all(documents, 'commissions').map(({ _id, leaderId, accruedFen, payableAt }) =>
      said(`commission ${_id}`, { leaderId, accruedFen, isDecided: payableAt !== null }),
    ),
    ...all(documents, 'leaders').map(({ _id, paidFen, payouts }) =>
      said(`leader ${_id}`, {
        paidFen,
        payouts: Object.values(payouts).map(({ fen, status }) => `${status} ${String(fen)}`),
      }),
    ),
    ...all(documents, 'messages').map(({ _id, person }) => said(`message ${_id}`, { person })),
    ...atWeChat(documents),
  ].sort();
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

/** What WeChat has taken and given back, what it holds for the merchant, and what cards in chats say. */
function atWeChat(documents: Documents): string[] {
  const orders = (documents.sys_pay_orders ?? []).filter(({ paidAt }) => paidAt !== null);
  const accounts = (documents.sys_pay_accounts ?? []).filter(({ balanceFen }) => balanceFen !== 0);
  const cards = documents.sys_activities ?? [];
  return [
    ...cards.map(({ _id, state, parameters }) =>
      said(`card ${String(_id)}`, { state, says: shown(state, parameters) }),
    ),
    ...orders.map(({ _id, totalFeeFen, refundedFen }) => said(`WeChat's ${String(_id)}`, { totalFeeFen, refundedFen })),
    ...accounts.map(({ _id, balanceFen }) => said(`WeChat's account ${String(_id)}`, { balanceFen })),
  ];
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
