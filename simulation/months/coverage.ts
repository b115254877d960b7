import type { FaultKind } from '../../emulator/faults/faults';
import type { Action } from '../../typings/api';
import type { ErrorCode } from '../../typings/error';
import { edgesWanted } from './edges';
import { races } from './races/races';
import { lists } from './acts/turning-pages';
import { refusals, type Wanted } from './refusals';

/** Every action is answered sometimes. */
const actions: Readonly<Record<Action, Wanted>> = {
  ...{ getMe: 'sometimes', saveProfile: 'sometimes', deleteMe: 'sometimes', listDeals: 'sometimes' },
  ...{ getDeal: 'sometimes', getGroup: 'sometimes', acceptInvitation: 'sometimes', claimShop: 'sometimes' },
  ...{ getShareCode: 'sometimes', getShareCard: 'sometimes', createOrder: 'sometimes', getPayment: 'sometimes' },
  ...{ confirmPayment: 'sometimes', cancelOrder: 'sometimes', listOrders: 'sometimes', getOrder: 'sometimes' },
  ...{ getVoucher: 'sometimes', requestRefund: 'sometimes', listMessages: 'sometimes', markRead: 'sometimes' },
  ...{ recordConsent: 'sometimes', getCommission: 'sometimes', prepareRedemption: 'sometimes' },
  ...{ redeemVoucher: 'sometimes', undoRedemption: 'sometimes', listRedemptions: 'sometimes' },
  ...{ saveDeal: 'sometimes', checkDeal: 'sometimes', publishDeal: 'sometimes', unpublishDeal: 'sometimes' },
  ...{ listMerchantDeals: 'sometimes', getMerchantDeal: 'sometimes', adjustStock: 'sometimes' },
  ...{ importCodes: 'sometimes', listMerchantOrders: 'sometimes', getMerchantOrder: 'sometimes' },
  ...{ refundOrder: 'sometimes', markRefundPaid: 'sometimes', fillSeats: 'sometimes', saveStore: 'sometimes' },
  ...{ listStores: 'sometimes', exportOrders: 'sometimes', getStatement: 'sometimes', getBalance: 'sometimes' },
  ...{ listCommissions: 'sometimes', exportCommissions: 'sometimes', getReport: 'sometimes' },
  ...{ inviteStaff: 'sometimes', listStaff: 'sometimes', revokeStaff: 'sometimes', payCommission: 'sometimes' },
  ...{ createMerchant: 'sometimes', issueSetupCode: 'sometimes', listMerchants: 'sometimes' },
};

/** Every refusal is given sometimes. */
const errors: Readonly<Record<ErrorCode, Wanted>> = {
  ...{ NOT_SIGNED_IN: 'sometimes', UNKNOWN_ACTION: 'sometimes', FORBIDDEN: 'sometimes', INVALID_INPUT: 'sometimes' },
  ...{ REQUEST_ID_REUSED: 'sometimes', TOO_MANY_ATTEMPTS: 'sometimes', NOT_FOUND: 'sometimes' },
  ...{ DEAL_NOT_ON_SALE: 'sometimes', DEAL_CHANGED: 'sometimes', GROUP_NOT_OPEN: 'sometimes' },
  ...{ ALREADY_IN_GROUP: 'sometimes', ORDER_PENDING: 'sometimes', GROUP_FULL: 'sometimes' },
  ...{ LIMIT_REACHED: 'sometimes', SOLD_OUT: 'sometimes', PAYMENT_UNAVAILABLE: 'sometimes' },
  QUOTA_EXHAUSTED: 'never: packages of orders are not built yet',
  ...{ VOUCHER_NOT_FOUND: 'sometimes', OWN_VOUCHER: 'sometimes', VOUCHER_NOT_ISSUED: 'sometimes' },
  ...{ VOUCHER_REFUNDED: 'sometimes', VOUCHER_ALREADY_REDEEMED: 'sometimes', TOKEN_EXPIRED: 'sometimes' },
  ...{ VOUCHER_EXPIRED: 'sometimes', VOUCHER_NOT_VALID_TODAY: 'sometimes', ORDER_NOT_PAYABLE: 'sometimes' },
  ...{ ORDER_NOT_CANCELLABLE: 'sometimes', REFUND_WHILE_GROUP_OPEN: 'sometimes', REFUND_NOT_ALLOWED: 'sometimes' },
  ...{ REFUND_TOO_LARGE: 'sometimes', REFUND_PARTS_EXHAUSTED: 'sometimes', STOCK_TOO_LOW: 'sometimes' },
  ...{ UNDO_WINDOW_OVER: 'sometimes', UNDO_NOT_ALLOWED: 'sometimes', SEATS_NOT_FILLABLE: 'sometimes' },
  ...{ CODES_NOT_IMPORTED: 'sometimes', DEAL_HAS_PROBLEMS: 'sometimes', COMMISSION_TOO_LARGE: 'sometimes' },
  ...{ INVITATION_INVALID: 'sometimes', INTERNAL: 'sometimes' },
};

/** Every mishap strikes sometimes. */
const mishaps: Readonly<Record<FaultKind, Wanted>> = {
  ...{ 'die-before': 'sometimes', 'die-after': 'sometimes', 'lose-answer': 'sometimes', delay: 'sometimes' },
  ...{ 'duplicate-notify': 'sometimes', 'drop-notify': 'sometimes', 'paid-after-close': 'sometimes' },
  ...{
    busy: 'sometimes',
    'prepay-fails': 'sometimes',
    'refund-notenough': 'sometimes',
    'refund-abnormal': 'sometimes',
  },
  ...{ 'timer-skip': 'sometimes', 'timer-double': 'sometimes' },
  'delay-notify': 'never: payments choose when their notice leaves',
  'bill-wrong': 'never: bills are what is compared with',
};

/** What becomes of whoever tries something with an id of another shop. */
const nextDoor: Readonly<Record<string, Wanted>> = { NOT_FOUND: 'sometimes', VOUCHER_NOT_FOUND: 'sometimes' };

const labelled = (kind: string, table: Readonly<Record<string, Wanted>>): string[] =>
  Object.entries(table).flatMap(([name, wanted]) => (wanted === 'sometimes' ? [`${kind} ${name}`] : []));

/** Everything that a night of months must have seen: edges, races, actions, refusals and why, pages, mishaps. */
export const wantedLabels = (): readonly string[] => [
  ...edgesWanted(),
  ...races.flatMap(({ id, sometimes }) => sometimes.map((answers) => `race ${id}: ${answers}`)),
  ...labelled('action', actions),
  ...labelled('error', errors),
  ...Object.entries(refusals).flatMap(([code, its]) => labelled(`refusal ${code}`, its)),
  ...['report compared', 'message shown'],
  ...lists.map(([action]) => `page ${action}`),
  ...labelled('mishap', mishaps),
  ...labelled('next door', nextDoor),
];

/** What of it has not been seen. */
export const unreached = (seen: ReadonlyMap<string, number>): string[] =>
  wantedLabels().filter((label) => !seen.has(label));

/** How often each of it was seen, kind by kind, the rarest first. */
export function coverageTable(seen: ReadonlyMap<string, number>): string[] {
  const timesOf = (label: string): number => seen.get(label) ?? 0;
  const kinds = new Map<string, string[]>();
  for (const label of wantedLabels()) {
    const [kind = ''] = label.split(' ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), label]);
  }
  return [...kinds].flatMap(([kind, labels]) => [
    kind,
    ...labels
      .sort((a, b) => timesOf(a) - timesOf(b))
      .map((label) => `${String(timesOf(label)).padStart(9)}  ${label.slice(kind.length).trim()}`),
  ]);
}
