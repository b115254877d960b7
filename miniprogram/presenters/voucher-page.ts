import type { StoreCard } from '../../typings/deal';
import type { VoucherStatus, VoucherView } from '../../typings/order';
import { settlementLabels, voucherLabels, type Label } from '../text/states';
import { voucher as text } from '../text/voucher';
import { dayInWords, lastDayBefore, moment } from './time';

/** A use of a voucher. `key`: when it was (epoch ms). */
export interface UseShown {
  readonly key: number;
  readonly when: string;
  readonly what: string;
  readonly isUndone: boolean;
}

/** A voucher as it is shown at the counter. `face`: what stands where the QR code is while it can be used. */
export interface VoucherPage {
  readonly orderId: string;
  readonly title: string;
  readonly label: Label;
  readonly settlement: string;
  readonly face: VoucherStatus;
  readonly faceTitle: string;
  readonly faceHint: string;
  /** What the QR code says; empty: there is none to show. */
  readonly qrText: string;
  /** The first moment (epoch ms) at which this QR code is refused. */
  readonly qrEndsAt: number;
  /** Twelve digits in groups of four; a code that the merchant brought along in one piece. */
  readonly code: string;
  readonly validity: string;
  readonly uses: string;
  readonly exclusions: string;
  readonly history: readonly UseShown[];
  readonly stores: readonly StoreCard[];
}

/** What the page of a voucher shows. */
export function voucherPage(voucher: VoucherView, now: number): VoucherPage {
  const { status, usesPerVoucher, usesLeft } = voucher;
  const { title, hint } = text.faces[status];
  return {
    ...{ orderId: voucher.orderId, title: voucher.dealTitle, label: voucherLabels[status] },
    ...{
      settlement: text.settlement(settlementLabels[voucher.settlement.status]),
      face: status,
      faceTitle: title,
      faceHint: hint,
    },
    ...{ qrText: voucher.qrText ?? '', qrEndsAt: voucher.tokenExpiresAt ?? 0, code: inFours(voucher.code) },
    validity: text.validThrough(lastDayBefore(voucher.validUntil)),
    uses: usesPerVoucher > 1 ? text.usesLeft(usesLeft, usesPerVoucher) : '',
    exclusions: exclusionsOf(voucher),
    history: voucher.redemptions.map((redemption) => historyRow(redemption, now)),
    stores: voucher.stores,
  };
}

/** '123456789012' → '1234 5678 9012'; a code of another system, which has its own form, stays as it is. */
export const inFours = (code: string): string => (/^\d{12}$/.test(code) ? code.replace(/(.{4})(?=.)/g, '$1 ') : code);

/**
 * The use to tell of, if there is one that stands: one made since the voucher was last looked at, or the one that is
 * told already.
 */
export function useToTell(before: VoucherPage, after: VoucherPage, told?: UseShown): UseShown | undefined {
  const last = after.history[after.history.length - 1];
  const use = after.history.length > before.history.length ? last : after.history.find(({ key }) => key === told?.key);
  return use?.isUndone ? undefined : use;
}

function exclusionsOf({ excludedDays, excludedWeekdays }: VoucherView): string {
  const days = [
    ...excludedWeekdays.map((weekday) => text.weekdays[weekday - 1] ?? ''),
    ...excludedDays.map((day) => dayInWords(day)),
  ];
  return days.length > 0 ? text.notOn(days.join('、')) : '';
}

function historyRow(redemption: VoucherView['redemptions'][number], now: number): UseShown {
  const { redeemedAt, storeName, uses, undoneAt } = redemption;
  const what = [storeName, text.used(uses), undoneAt === undefined ? '' : text.undone];
  return {
    ...{ key: redeemedAt, when: moment(redeemedAt, now), isUndone: undoneAt !== undefined },
    what: what.filter((part) => part !== '').join(' · '),
  };
}
