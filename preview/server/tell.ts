import type { Change } from '../../emulator/engine/engine';
import type { Happening, Run } from '../../emulator/local/diary';
import type { PayOrder } from '../../emulator/pay/orders';
import { payOrders, payRefunds } from '../../emulator/pay/collections';
import type { PayRefund } from '../../emulator/pay/refunds';
import { messages } from '../../emulator/wechat/collections';
import type { SentMessage } from '../../emulator/wechat/subscribe-message';
import type { PaymentEvent, Told } from './event';

/** The line for a run of a function or a move of the clock; none for a timer that found nothing to do. */
export function tellHappening(happening: Happening): Told | undefined {
  if (happening.kind === 'clock') return happening;
  const { identity, event, function: name } = happening;
  if (identity.source === 'wx_trigger') {
    const isIdle = !happening.changed && happening.failure === undefined;
    return isIdle ? undefined : { kind: 'timer', function: name, ...outcomeOf(happening) };
  }
  if (identity.source === 'wx_paycallback') {
    return { kind: 'payNotice', function: name, input: event, ...outcomeOf(happening) };
  }
  const { openid } = identity;
  const who = openid === undefined ? {} : { openid };
  return { kind: 'call', function: name, ...who, ...askedFor(event), ...outcomeOf(happening) };
}

function outcomeOf({ answer, failure }: Run): { answer?: unknown; failure?: string } {
  return failure === undefined ? { answer } : { failure };
}

function askedFor(event: unknown): { action?: string; input: unknown } {
  if (typeof event !== 'object' || event === null || !('action' in event)) return { input: event };
  const { action } = event;
  return typeof action === 'string' ? { action, input: 'input' in event ? event.input : {} } : { input: event };
}

/** The line for a change of what WeChat keeps; none for what nobody would notice. */
export function tellChange(
  { collection, document }: Change,
  orderOf: (key: string) => PayOrder | undefined,
): Told | undefined {
  if (document === null) return undefined;
  if (collection === messages) {
    const { openid, page, fields } = document as SentMessage;
    return { kind: 'serviceNotice', openid, page, fields };
  }
  if (collection === payOrders) return tellOrder(document as PayOrder);
  if (collection === payRefunds) return tellRefund(document as PayRefund, orderOf);
  return undefined;
}

/** Beside the steps told here an order changes with its refunds only, which are told by themselves. */
function tellOrder(order: PayOrder): PaymentEvent | undefined {
  if (order.refundParts > 0) return undefined;
  const step = order.paidAt !== null ? 'paid' : order.closedAt !== null ? 'closed' : 'ordered';
  return { kind: 'payment', step, ...facts(order), amountFen: order.totalFeeFen };
}

function tellRefund(refund: PayRefund, orderOf: (key: string) => PayOrder | undefined): PaymentEvent | undefined {
  const order = orderOf(refund.orderId);
  if (!order) return undefined;
  const step = refund.outcome === 'SUCCESS' ? 'refunded' : 'refundFailed';
  return { kind: 'payment', step, ...facts(order), amountFen: refund.refundFeeFen };
}

function facts({ openid, body, outTradeNo }: PayOrder): Pick<PaymentEvent, 'openid' | 'title' | 'orderNumber'> {
  return { openid, title: body, orderNumber: outTradeNo };
}
