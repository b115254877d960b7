import type { Nothing, Page, PageInput } from './answer';
import type { CodeProblem, DealCard, DealDetail, DealInput, DealProblem, DealStatus, MerchantDeal } from './deal';
import type { CommissionRow, CommissionTotals, PayoutReceipt } from './commission';
import type { GroupView } from './group';
import type * as Orders from './order';
import type { Presented, RedeemInput, RedemptionPreview, RedemptionReceipt, RedemptionRow } from './redemption';
import type { Balance, FileLink, Report, Statement } from './report';
import type { Me, Message, Role, StaffRole, StaffRow, StoreInput, StoreRow } from './staff';

/** The client's id of a request: a retry with the same id repeats the answer. 8–64 of [A-Za-z0-9_-]. */
interface Requested {
  readonly requestId: string;
}

type OrderInput = { readonly orderId: string };
type DealIdInput = { readonly dealId: string };
type OrderFilter = PageInput & {
  readonly status?: Orders.OrderStatus;
  readonly dealId?: string;
  readonly day?: string;
  readonly orderId?: string;
  readonly groupId?: string;
};

/** Every action of the function `api`: what it takes and what it gives. The whole contract with clients. */
export interface Api {
  // Anyone
  getMe: (input: Nothing) => Me;
  saveProfile: (input: { readonly nickname: string }) => { readonly nickname: string };
  deleteMe: (input: Requested) => { readonly deletedAt: number };
  listDeals: (input: PageInput) => Page<DealCard> & { readonly merchantName: string };
  getDeal: (input: DealIdInput) => DealDetail;
  getGroup: (input: { readonly groupId: string }) => GroupView;
  acceptInvitation: (input: { readonly invitation: string; readonly nickname: string }) => {
    readonly roles: readonly Role[];
  };
  claimShop: (input: { readonly setupCode: string; readonly merchantName: string }) => { readonly merchantId: string };
  getShareCode: (input: {
    dealId?: string;
    groupId?: string;
    storeId?: string;
  }) => FileLink & { readonly path: string };
  getShareCard: (input: { readonly groupId: string }) => {
    readonly title: string;
    readonly path: string;
    readonly activityId: string;
    readonly parameters: readonly { readonly name: string; readonly value: string }[];
  };

  // Buyer
  createOrder: (
    input: Requested & {
      readonly dealId: string;
      readonly version?: number;
      readonly buy: Orders.Buy;
      readonly groupId?: string;
      readonly quantity: number;
      readonly ifFull?: Orders.IfFull;
    },
  ) => {
    readonly orderId: string;
    readonly groupId?: string;
    readonly amountFen: number;
    readonly payBy: number;
    readonly payment: Orders.PaymentRequest;
  } & Orders.ConsentWanted;
  getPayment: (
    input: OrderInput,
  ) => { readonly payment: Orders.PaymentRequest; readonly payBy: number } & Orders.ConsentWanted;
  confirmPayment: (input: OrderInput) => { readonly status: Orders.OrderStatus };
  cancelOrder: (input: OrderInput) => { readonly status: Orders.OrderStatus; readonly closesBy?: number };
  listOrders: (input: PageInput & { readonly status?: Orders.OrderStatus }) => Page<Orders.OrderCard>;
  getOrder: (input: OrderInput) => Orders.OrderDetail & Orders.ConsentWanted;
  getVoucher: (input: { readonly voucherId: string }) => Orders.VoucherView;
  requestRefund: (input: Requested & OrderInput & { readonly voucherIds?: readonly string[] }) => Orders.RefundReceipt;
  listMessages: (input: PageInput) => Page<Message>;
  markRead: (input: { readonly messageIds: readonly string[] }) => { readonly marked: number };
  recordConsent: (input: { readonly accepted: readonly string[] }) => { readonly recorded: number };
  /** What the caller has earned as the leader of commission groups. */
  getCommission: (input: Nothing) => CommissionTotals;

  // Clerk, manager, owner
  prepareRedemption: (input: Presented & { readonly storeId?: string }) => RedemptionPreview;
  redeemVoucher: (input: RedeemInput) => RedemptionReceipt;
  undoRedemption: (input: Requested & { readonly redemptionId: string; readonly reason: string }) => {
    readonly usesLeft: number;
  };
  listRedemptions: (
    input: PageInput & { readonly storeId?: string; readonly clerkId?: string; readonly day?: string },
  ) => Page<RedemptionRow>;

  // Manager, owner
  saveDeal: (input: Requested & { readonly dealId?: string; readonly deal: DealInput }) => {
    readonly dealId: string;
    readonly version: number;
  };
  checkDeal: (input: { readonly deal: DealInput }) => { readonly problems: readonly DealProblem[] };
  publishDeal: (input: DealIdInput) => { readonly status: DealStatus };
  unpublishDeal: (input: DealIdInput) => { readonly status: DealStatus };
  listMerchantDeals: (input: PageInput) => Page<MerchantDeal>;
  getMerchantDeal: (input: DealIdInput) => MerchantDeal;
  adjustStock: (input: Requested & DealIdInput & { readonly delta: number }) => { readonly stock: number };
  /** Takes codes from a text file, one a line, at most 20,000; the first 200 lines that cannot be taken are named. */
  importCodes: (input: Requested & DealIdInput & { readonly fileId: string }) => {
    readonly imported: number;
    readonly problems: readonly CodeProblem[];
  };
  listMerchantOrders: (input: OrderFilter) => Page<Orders.MerchantOrderCard>;
  getMerchantOrder: (input: OrderInput) => Orders.MerchantOrderDetail;
  refundOrder: (
    input: Requested &
      OrderInput & { readonly voucherIds?: readonly string[]; readonly amountFen?: number; readonly reason: string },
  ) => Orders.RefundReceipt;
  /** The merchant paid an abnormal refund by hand: how, in words (a transfer's number, a receipt). */
  markRefundPaid: (
    input: Requested & { readonly refundId: string; readonly reference: string },
  ) => Orders.RefundReceipt;
  /** The merchant pays for missing seats of a share or commission group (商家补位). The answer names no member. */
  fillSeats: (input: Requested & { readonly groupId: string; readonly seats: number }) => GroupView;
  saveStore: (input: Requested & { readonly storeId?: string; readonly store: StoreInput }) => {
    readonly storeId: string;
  };
  listStores: (input: PageInput) => Page<StoreRow>;
  exportOrders: (input: {
    readonly fromDay: string;
    readonly toDay: string;
    readonly format: 'xlsx' | 'csv';
  }) => FileLink & { readonly rowCount: number };
  getStatement: (input: {
    readonly fromDay: string;
    readonly toDay: string;
    readonly storeId?: string;
    readonly clerkId?: string;
  }) => Statement;
  getBalance: (input: Nothing) => Balance;
  listCommissions: (input: PageInput) => Page<CommissionRow>;
  exportCommissions: (input: { readonly format: 'xlsx' | 'csv' }) => FileLink & { readonly rowCount: number };
  /** At most 92 days. */
  getReport: (input: { readonly fromDay: string; readonly toDay: string }) => Report;

  // Owner
  inviteStaff: (
    input: Requested & {
      readonly role: Exclude<StaffRole, 'owner'>;
      readonly storeIds: readonly string[];
      readonly roleUntil?: number;
    },
  ) => { readonly invitation: string };
  listStaff: (input: PageInput) => Page<StaffRow>;
  revokeStaff: (input: { readonly staffId: string }) => { readonly staffId: string };

  /** Records that a leader was paid, at most what is payable to him: `reference` says how. */
  payCommission: (
    input: Requested & { readonly leaderId: string; readonly amountFen: number; readonly reference: string },
  ) => PayoutReceipt;

  // Operator
  createMerchant: (input: Requested & { readonly appid: string; readonly name: string; readonly subMchId: string }) => {
    readonly merchantId: string;
  };
  issueSetupCode: (input: Requested & { readonly merchantId: string }) => { readonly setupCode: string };
  listMerchants: (input: PageInput) => Page<{
    readonly merchantId: string;
    readonly name: string;
    readonly claimed: boolean;
    readonly createdAt: number;
  }>;
}

export type Action = keyof Api;
export type Input<A extends Action> = Parameters<Api[A]>[0];
export type Output<A extends Action> = ReturnType<Api[A]>;
