import type { OrderStatus } from '../../typings/order';
import { refundIdOf } from './ledger';
import { refundFen } from './order-money';
import type { Order } from './order';

export type MessageKind =
  | 'group_formed'
  | 'group_failed'
  | 'refunded'
  | 'redeemed'
  | 'typing_locked'
  | 'codes_running_low'
  | 'refund_waiting_for_funds'
  | 'refund_abnormal';

/** An entry of a person's inbox. It follows from a fact, and so is written once. */
export interface InboxMessage {
  readonly _id: string;
  readonly merchantId: string;
  readonly person: string;
  readonly kind: MessageKind;
  readonly about: Readonly<Record<string, string | number>>;
  readonly at: number;
  readonly readAt: number | null;
}

/** The id of what the owner is told: each cause of a kind once. */
export const tellingIdOf = (kind: MessageKind, cause: string): string => `${kind}:${cause}`;

/** Everything that an order's facts give its buyer to read. */
export function messagesOf(order: Order): InboxMessage[] {
  const messages: InboxMessage[] = [];
  const tell = (kind: MessageKind, cause: string, at: number, about: Record<string, string | number> = {}): void => {
    messages.push({
      _id: `${kind}:${cause}`,
      merchantId: order.merchantId,
      person: order.buyer,
      kind,
      about: { orderId: order._id, title: order.title, ...about },
      at,
      readAt: null,
    });
  };
  if (order.groupId !== null && order.issuedAt !== null) tell('group_formed', order._id, order.issuedAt);
  for (const [key, refund] of Object.entries(order.refunds)) {
    if (refund.kind === 'group_failed') tell('group_failed', order._id, refund.at);
    if (refund.succeededAt === undefined) continue;
    tell('refunded', refundIdOf(order, key), refund.succeededAt, { amountFen: refundFen(order, refund) });
  }
  for (const [key, voucher] of Object.entries(order.vouchers)) {
    for (const [redemptionKey, { at, storeName, uses }] of Object.entries(voucher.redemptions)) {
      tell('redeemed', `${order._id}${key}${redemptionKey}`, at, { storeName, uses: uses.length });
    }
  }
  return messages;
}

/** Templates of one question: what clients of every age take (wx.requestSubscribeMessage, read 2026-11-22). */
const ASKED_MAX = 3;

/** What may still happen to an order that its buyer would want to hear of; of a group first how it ends. */
const awaited: Readonly<Record<OrderStatus, readonly MessageKind[]>> = {
  pending_payment: ['group_formed', 'group_failed', 'refunded', 'redeemed'],
  paid: ['group_formed', 'group_failed', 'refunded', 'redeemed'],
  issued: ['redeemed', 'refunded'],
  refunding: ['refunded'],
  refunded: [],
  closed: [],
};

/** The templates for which it is worth asking an order's buyer at a tap, by what the order waits for. */
export function consentWanted(
  templates: Readonly<Record<string, string>>,
  { status, groupId }: { readonly status: OrderStatus; readonly groupId?: string | null },
): string[] {
  const kinds = awaited[status].filter((kind) => groupId || !kind.startsWith('group_'));
  const wanted = kinds.flatMap((kind) => templates[kind] ?? []);
  return [...new Set(wanted)].slice(0, ASKED_MAX);
}
