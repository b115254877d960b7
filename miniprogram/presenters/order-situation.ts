import type { OrderDetail, OrderVoucher } from '../../typings/order';
import { checkout } from '../text/checkout';
import { order as text } from '../text/order';
import { voucherLabels, type Label } from '../text/states';
import { orderLabel } from './order-state';
import { duration } from './time';

/** The one thing that an order's page offers to do next. `confirm`: to ask again whether a payment has arrived. */
export type OrderStep = 'pay' | 'confirm' | 'share' | 'voucher' | 'again' | 'wait';

/** How it stands with an order. */
export interface OrderSituation {
  readonly step: OrderStep;
  readonly label: Label;
  readonly headline: string;
  readonly hint: string;
  readonly mayCancel: boolean;
  /** Until when it may be paid, or its group may fill (epoch ms); 0: nothing runs out. */
  readonly endsAt: number;
  readonly endsName: string;
  /** Whether it will soon be different without anybody doing anything: it is asked for again and again. */
  readonly isChanging: boolean;
}

type Told = Pick<OrderSituation, 'step' | 'headline' | 'hint'> & Partial<OrderSituation>;

/** How it stands with an order at an instant. */
export function orderSituation(order: OrderDetail, now: number): OrderSituation {
  const still = { label: orderLabel(order), mayCancel: false, endsAt: 0, endsName: '', isChanging: false };
  return { ...still, ...told(order, now) };
}

/** The same page once WeChat may have taken the payment: it is not offered for payment again. */
export function asUnconfirmed<Page extends OrderSituation>(page: Page): Page {
  if (page.step !== 'pay') return page;
  const { confirming } = text;
  return { ...page, ...waitsFor(confirming.headline, checkout.unconfirmed), step: 'confirm', endsAt: 0 };
}

/** Whether a voucher can still be used: the server marks it as expired only some time after it has. */
export const isUsable = ({ status, validUntil }: OrderVoucher, now: number): boolean =>
  status === 'valid' && now < validUntil;

function told(order: OrderDetail, now: number): Told {
  const { status } = order;
  if (status === 'pending_payment') return unpaid(order, now);
  if (status === 'paid') return inGroup(order, now);
  if (status === 'issued') return issued(order, now);
  const headline = text.headlines[status];
  if (status === 'refunding') return { step: 'wait', headline, hint: text.hints.refunding };
  return { step: 'again', headline, hint: status === 'closed' ? closedBecause(order) : refundedHow(order) };
}

const waitsFor = (headline: string, hint: string): Told => ({
  ...{ step: 'wait', headline, hint, label: text.confirming.label, mayCancel: false, isChanging: true },
});

function unpaid({ payBy = 0, closesBy }: OrderDetail, now: number): Told {
  const { confirming, headlines, hints, endsNames } = text;
  if (closesBy !== undefined && now < closesBy)
    return waitsFor(confirming.cancelled, text.closesBy(duration(closesBy - now)));
  if (closesBy !== undefined || now >= payBy) return waitsFor(confirming.headline, confirming.payOver);
  return {
    ...{ step: 'pay', headline: headlines.pending_payment, hint: hints.pending_payment, mayCancel: true },
    ...{ endsAt: payBy, endsName: endsNames.unpaid },
  };
}

function inGroup({ groupStatus, expiresAt, missing }: OrderDetail, now: number): Told {
  const { confirming, headlines, hints, endsNames } = text;
  if (groupStatus === 'failed')
    return { step: 'wait', headline: headlines.failed, hint: hints.refunding, isChanging: true };
  if (groupStatus !== 'open')
    return { step: 'wait', headline: headlines.issuing, hint: hints.issuing, isChanging: true };
  if (expiresAt !== undefined && now >= expiresAt) return waitsFor(confirming.headline, confirming.groupOver);
  // Only a tiered group goes on once it has enough people.
  const wait = missing === 0 ? 'enough' : 'paid';
  return {
    ...{ step: 'share', headline: headlines[wait], hint: hints[wait] },
    ...{ endsAt: expiresAt ?? 0, endsName: endsNames.inGroup },
  };
}

function issued({ useStatus, vouchers, refund }: OrderDetail, now: number): Told {
  const { headlines, hints } = text;
  if (vouchers.some((voucher) => isUsable(voucher, now)))
    return { step: 'voucher', headline: headlines.issued, hint: hints.issued };
  if (useStatus === 'used') return { step: 'again', headline: headlines.used, hint: hints.used };
  const hasExpired = vouchers.some(({ status }) => status === 'valid' || status === 'expired');
  if (!hasExpired) return { step: 'again', headline: headlines.noneLeft, hint: hints.noneLeft, label: text.noneLeft };
  const hint = refund.onExpiry ? hints.expiredRefunded : hints.expired;
  return { step: 'again', headline: headlines.expired, hint, label: voucherLabels.expired };
}

function refundedHow({ refunds }: OrderDetail): string {
  const isByHand = refunds.some(({ reference }) => reference !== undefined);
  return isByHand ? text.hints.refundedByHand : text.hints.refunded;
}

function closedBecause({ closeReason }: OrderDetail): string {
  return text.closedBecause[closeReason ?? ''] ?? text.closed;
}
