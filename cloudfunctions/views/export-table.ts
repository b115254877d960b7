import type { OrderStatus, VoucherStatus } from '../../typings/order';
import { voucherIdOf } from '../domain/ids';
import type { Order, Redemption, Voucher } from '../domain/order';
import { unitWorthFen } from '../domain/order-money';
import { dayOf, startOfDay } from '../domain/time';
import { standing, unusedUses, voucherStatusAt } from '../domain/voucher';
import { sum, worthOfUses } from '../domain/worth';

const HEADINGS = [
  '订单号',
  '团编号',
  '商品',
  '券',
  '状态',
  '金额（元）',
  '退款（元）',
  '核销时间',
  '核销员',
  '门店',
] as const;

/** Where the totals stand. */
const AMOUNT_COLUMN = 5;

const ORDER_STATUS: Readonly<Record<OrderStatus, string>> = {
  pending_payment: '待付款',
  paid: '待成团',
  issued: '已发券',
  closed: '已关闭',
  refunding: '退款中',
  refunded: '已退款',
};
const VOUCHER_STATUS: Readonly<Record<VoucherStatus, string>> = {
  valid: '未使用',
  used: '已使用',
  expired: '已过期',
  refunding: '退款中',
  refunded: '已退款',
};

/** Uses of one voucher that share a row: one that was redeemed, or all that were not. */
interface Share {
  readonly uses: readonly number[];
  readonly redemption?: Redemption;
}

/**
 * Paid orders as a table: a row for each use and one for each voucher that is not used up, with its share of what was
 * paid and of what went back. The last row adds them up, and equals the ledger's `pay:` and `refund:` of these orders.
 */
export function exportTable(orders: readonly Order[], now: number) {
  const shares = orders
    .filter((order) => order.paidAt !== null)
    .flatMap((order) =>
      Object.entries(order.vouchers).flatMap(([key, voucher]) =>
        sharesOf(order, voucher).map((share) => ({ order, key, voucher, share, ...moneyOf(order, key, share) })),
      ),
    );
  const rows = shares.map(({ order, key, voucher, share, amountFen, refundFen }) => [
    ...[order._id, order.groupId ?? '', order.title, voucherIdOf(order._id, key)],
    share.redemption ? VOUCHER_STATUS.used : statusOf(order, voucher, now),
    ...[amountFen / 100, refundFen / 100],
    share.redemption ? timeOf(share.redemption.at) : '',
    ...[share.redemption?.clerkName ?? '', share.redemption?.storeName ?? ''],
  ]);
  const totals = HEADINGS.map((_, column) => (column === 0 ? '合计' : ''));
  const amountFen = sum(shares.map((share) => share.amountFen));
  const refundFen = sum(shares.map((share) => share.refundFen));
  const last = [
    ...totals.slice(0, AMOUNT_COLUMN),
    amountFen / 100,
    refundFen / 100,
    ...totals.slice(AMOUNT_COLUMN + 2),
  ];
  return { table: [[...HEADINGS], ...rows, last], rowCount: rows.length };
}

function sharesOf(order: Order, voucher: Voucher): Share[] {
  const used = standing(voucher).flatMap((redemption) => redemption.uses.map((use) => ({ uses: [use], redemption })));
  const unused = unusedUses(order, voucher);
  return unused.length > 0 ? [...used, { uses: unused }] : used;
}

/** What of an order's money belongs to a row (fen). */
function moneyOf(order: Order, key: string, { uses }: Share) {
  const worthOf = (unitFen: number): number => {
    const worths = worthOfUses(unitFen, order.rules.usesPerVoucher);
    return sum(uses.map((use) => worths[use - 1] ?? 0));
  };
  const amountFen = worthOf(order.priceFen);
  const returned = Object.values(order.refunds).filter((refund) => refund.succeededAt !== undefined);
  const parts = returned.map(({ kind, amountFen: part, took }) => {
    if (part === null) return amountFen - (kind === 'tier' ? worthOf(unitWorthFen(order)) : 0);
    return sum(took.filter((money) => money.voucher === key && uses.includes(money.use)).map((money) => money.fen));
  });
  return { amountFen, refundFen: sum(parts) };
}

function statusOf(order: Order, voucher: Voucher, now: number): string {
  return order.issuedAt === null ? ORDER_STATUS[order.status] : VOUCHER_STATUS[voucherStatusAt(order, voucher, now)];
}

/** An instant for people in Asia/Shanghai. */
function timeOf(at: number): string {
  const day = dayOf(at);
  return `${day} ${new Date(at - startOfDay(day)).toISOString().slice(11, 19)}`;
}
