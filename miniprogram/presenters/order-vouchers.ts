import type { OrderDetail, OrderVoucher } from '../../typings/order';
import { order as text } from '../text/order';
import { settlementLabels, voucherLabels, type Label } from '../text/states';
import { price } from './money';
import { isUsable } from './order-situation';
import { lastDayBefore, moment } from './time';

/** A voucher in its order: both clocks, "used" and "settled", side by side, and what is left of it. */
export interface VoucherRow {
  readonly voucherId: string;
  readonly label: Label;
  /** How far it is used; of one that is a single line, whether it is settled too. */
  readonly use: string;
  readonly settlement?: string;
  /** What giving it back would return, or what is not used yet; empty: nothing. */
  readonly left: string;
  readonly canRefund: boolean;
}

/** From so many vouchers on each is one line: a page of 50 is to stay light. */
const LONG_FROM = 12;

/** Whether so many vouchers are listed a line each. */
export const isLong = (vouchers: readonly OrderVoucher[]): boolean => vouchers.length >= LONG_FROM;

/** A voucher as a row of its order. */
export function voucherRow(
  voucher: OrderVoucher,
  { usesPerVoucher, canRefund, vouchers }: OrderDetail,
  now: number,
): VoucherRow {
  const { voucherId, status, usesLeft, validUntil, redeemedAt, refundableFen } = voucher;
  const label = voucherLabels[status === 'valid' && !isUsable(voucher, now) ? 'expired' : status];
  const uses = usesPerVoucher > 1 ? text.usesLeft(usesLeft, usesPerVoucher) : '';
  const used = redeemedAt === undefined ? '' : text.usedAt(moment(redeemedAt, now));
  const { canGoBack, worthLeft } = text;
  const left = refundableFen > 0 ? (canRefund.allowed ? canGoBack : worthLeft)(price(refundableFen)) : '';
  const row = { voucherId, label, left, canRefund: mayGoBack(voucher, canRefund) };
  if (isLong(vouchers)) return { ...row, use: joined([uses, used, settlementLabels[voucher.settlement.status]]) };
  const use = joined([uses, used || text.validThrough(lastDayBefore(validUntil))]);
  return { ...row, use, settlement: settlementOf(voucher, now) };
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** Until when all vouchers of an order can be used, where each is one line only. */
export function sharedValidity(vouchers: readonly OrderVoucher[]): string {
  const [first] = vouchers;
  return first && isLong(vouchers) ? text.validThrough(lastDayBefore(first.validUntil)) : '';
}

/** What the buyer gets for each voucher of his order who gives it back (fen); 0 for what he cannot give back. */
export const backsFen = ({ vouchers, canRefund }: OrderDetail): number[] =>
  vouchers.map((voucher) => (mayGoBack(voucher, canRefund) ? voucher.refundableFen : 0));

/** What some of these vouchers give back together, in words. */
export function sumOf(
  { vouchers, backs }: { readonly vouchers: readonly VoucherRow[]; readonly backs: readonly number[] },
  chosen: readonly string[],
): string {
  const fen = vouchers.map(({ voucherId }, i) => (chosen.includes(voucherId) ? (backs[i] ?? 0) : 0));
  return price(fen.reduce((sum, each) => sum + each, 0));
}

const mayGoBack = ({ status, refundableFen }: OrderVoucher, { allowed }: OrderDetail['canRefund']): boolean =>
  allowed && status === 'valid' && refundableFen > 0;

function settlementOf({ settlement, status, validUntil }: OrderVoucher, now: number): string {
  const word = settlementLabels[settlement.status];
  if (settlement.settledAt !== undefined && settlement.status === 'settled')
    return text.settled(word, moment(settlement.settledAt, now));
  if (settlement.status !== 'pending' || status !== 'valid') return word;
  const when = moment(settlement.dueAt, now);
  return settlement.dueAt < validUntil ? text.settlesAt(word, when) : text.settlesAtEnd(word, when);
}
