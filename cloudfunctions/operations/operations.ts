import type { Action } from '../../typings/api';
import type { Operation } from '../runtime/operation';
import { acceptInvitation } from './accept-invitation';
import { adjustStock } from './adjust-stock';
import { cancelOrder } from './cancel-order';
import { checkDeal } from './check-deal';
import { claimShop } from './claim-shop';
import { confirmPayment } from './confirm-payment';
import { createMerchant } from './create-merchant';
import { createOrder } from './create-order';
import { deleteMe } from './delete-me';
import { exportCommissions } from './export-commissions';
import { exportOrders } from './export-orders';
import { fillSeats } from './fill-seats';
import { getBalance } from './get-balance';
import { getCommission } from './get-commission';
import { getDeal } from './get-deal';
import { getGroup } from './get-group';
import { getMe } from './get-me';
import { getMerchantDeal } from './get-merchant-deal';
import { getMerchantOrder } from './get-merchant-order';
import { getOrder } from './get-order';
import { getPayment } from './get-payment';
import { getReport } from './get-report';
import { getShareCard } from './get-share-card';
import { getShareCode } from './get-share-code';
import { getStatement } from './get-statement';
import { getVoucher } from './get-voucher';
import { importCodes } from './import-codes';
import { inviteStaff } from './invite-staff';
import { issueSetupCode } from './issue-setup-code';
import { listCommissions } from './list-commissions';
import { listDeals } from './list-deals';
import { listMerchantDeals } from './list-merchant-deals';
import { listMerchantOrders } from './list-merchant-orders';
import { listMerchants } from './list-merchants';
import { listMessages } from './list-messages';
import { listOrders } from './list-orders';
import { listRedemptions } from './list-redemptions';
import { listStaff } from './list-staff';
import { listStores } from './list-stores';
import { markRead } from './mark-read';
import { markRefundPaid } from './mark-refund-paid';
import { payCommission } from './pay-commission';
import { prepareRedemption } from './prepare-redemption';
import { publishDeal } from './publish-deal';
import { recordConsent } from './record-consent';
import { redeemVoucher } from './redeem-voucher';
import { refundOrder } from './refund-order';
import { requestRefund } from './request-refund';
import { revokeStaff } from './revoke-staff';
import { saveDeal } from './save-deal';
import { saveProfile } from './save-profile';
import { saveStore } from './save-store';
import { undoRedemption } from './undo-redemption';
import { unpublishDeal } from './unpublish-deal';

/** Every action of the function `api`. An action of the contract without its operation here does not compile. */
export const operations: { readonly [A in Action]: Operation<A> } = {
  acceptInvitation,
  adjustStock,
  cancelOrder,
  checkDeal,
  claimShop,
  confirmPayment,
  createMerchant,
  createOrder,
  deleteMe,
  exportCommissions,
  exportOrders,
  fillSeats,
  getBalance,
  getCommission,
  getDeal,
  getGroup,
  getMe,
  getMerchantDeal,
  getMerchantOrder,
  getOrder,
  getPayment,
  getReport,
  getShareCard,
  getShareCode,
  getStatement,
  getVoucher,
  importCodes,
  inviteStaff,
  issueSetupCode,
  listCommissions,
  listDeals,
  listMerchantDeals,
  listMerchantOrders,
  listMerchants,
  listMessages,
  listOrders,
  listRedemptions,
  listStaff,
  listStores,
  markRead,
  markRefundPaid,
  payCommission,
  prepareRedemption,
  publishDeal,
  recordConsent,
  redeemVoucher,
  refundOrder,
  requestRefund,
  revokeStaff,
  saveDeal,
  saveProfile,
  saveStore,
  undoRedemption,
  unpublishDeal,
};
