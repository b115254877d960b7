import { cardDeal, shareDeal } from '../../../simulation/shop';
import { has } from './buyers';
import { requestId, type Policy } from './case';

const NOT_FOUND = 'NOT_FOUND';
const days = { fromDay: '2026-11-01', toDay: '2026-11-30' } as const;

/** The codes that `importCodes` takes: two shops may have the same. */
export const CODE_FILE = { path: 'codes/policy.txt', text: 'POLICY-0001\nPOLICY-0002\n' } as const;
const fileId = `cloud://local-env.bucket/${CODE_FILE.path}`;

/** What managers do with deals, orders and stores. */
const ofManagers = {
  saveDeal: [
    { name: 'a new one', door: 'manager', input: () => ({ requestId, deal: cardDeal }), own: 'done', changes: 'deals' },
    {
      ...{ name: 'one that is there', door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'deals' },
      input: ({ it }) => ({ requestId, dealId: it.draftId, deal: shareDeal }),
    },
    {
      // A draft may be wrong; nothing with such a problem is ever sold.
      ...{ name: 'in stores', door: 'manager', own: 'done', foreign: 'done', changes: 'deals' },
      input: ({ it }) => ({ requestId, deal: { ...cardDeal, storeIds: [it.storeId] } }),
    },
  ],
  checkDeal: [
    {
      ...{ door: 'manager', own: 'done', foreign: 'nothing', tells: ({ problems }) => problems.length === 0 },
      input: ({ it }) => ({ deal: { ...cardDeal, storeIds: [it.storeId] } }),
    },
  ],
  publishDeal: [
    {
      ...{ door: 'manager', input: ({ it }) => ({ dealId: it.draftId }), own: 'done', foreign: NOT_FOUND },
      changes: 'deals',
    },
  ],
  unpublishDeal: [
    {
      ...{ door: 'manager', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done', foreign: NOT_FOUND },
      changes: 'deals',
    },
  ],
  listMerchantDeals: [
    { door: 'manager', input: () => ({}), own: 'done', tells: ({ items }, at) => has(items, 'dealId', at.it.draftId) },
  ],
  getMerchantDeal: [
    {
      ...{ door: 'manager', input: ({ it }) => ({ dealId: it.draftId }), own: 'done', foreign: NOT_FOUND },
      tells: ({ dealId }, { it }) => dealId === it.draftId,
    },
  ],
  adjustStock: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'deals' },
      input: ({ it }) => ({ requestId, dealId: it.shelfId, delta: 5 }),
    },
  ],
  importCodes: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'codes' },
      input: ({ it }) => ({ requestId, dealId: it.importedId, fileId }),
    },
  ],
  listMerchantOrders: [
    { door: 'manager', input: () => ({}), own: 'done', tells: ({ items }) => items.length > 3 },
    {
      ...{ name: 'by number', door: 'manager', input: ({ it }) => ({ orderId: it.orderId }), own: 'done' },
      ...{ foreign: 'nothing', tells: ({ items }) => items.length === 1 },
    },
    {
      ...{ name: 'of a deal', door: 'manager', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done' },
      ...{ foreign: 'nothing', tells: ({ items }) => items.length === 3 },
    },
    {
      ...{ name: 'of a group', door: 'manager', input: ({ it }) => ({ groupId: it.groupId }), own: 'done' },
      ...{ foreign: 'nothing', tells: ({ items }) => items.length === 3 },
    },
  ],
  getMerchantOrder: [
    {
      ...{ door: 'manager', input: ({ it }) => ({ orderId: it.orderId }), own: 'done', foreign: NOT_FOUND },
      tells: ({ orderId }, { it }) => orderId === it.orderId,
    },
  ],
  refundOrder: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it }) => ({ requestId, orderId: it.orderId, reason: '客户要求' }),
    },
    {
      ...{ name: 'of a voucher', door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it, home }) => ({ requestId, orderId: home.orderId, voucherIds: [it.voucherId], reason: '客户要求' }),
    },
  ],
  markRefundPaid: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it }) => ({ requestId, refundId: it.refundId, reference: '转账 1' }),
    },
  ],
  fillSeats: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'groups' },
      input: ({ it }) => ({ requestId, groupId: it.groupId, seats: 1 }),
    },
  ],
  saveStore: [
    {
      ...{ name: 'a new one', door: 'manager', own: 'done', changes: 'stores' },
      input: () => ({ requestId, store: { name: '新店', address: '路 1 号' } }),
    },
    {
      ...{ name: 'one that is there', door: 'manager', own: 'done', foreign: NOT_FOUND, changes: 'stores' },
      input: ({ it }) => ({ requestId, storeId: it.storeId, store: { name: '新店', address: '路 1 号' } }),
    },
  ],
  listStores: [
    { door: 'manager', input: () => ({}), own: 'done', tells: ({ items }, at) => has(items, 'storeId', at.it.storeId) },
  ],
} satisfies Partial<Policy>;

/** What managers see of the shop's money. */
const ofTheBooks = {
  exportOrders: [
    {
      door: 'manager',
      input: () => ({ ...days, format: 'csv' }),
      own: 'done',
      changes: 'sys_files',
      tells: ({ rowCount }) => rowCount > 3,
    },
  ],
  getStatement: [
    { door: 'manager', input: () => days, own: 'done', tells: ({ lines }) => lines.length > 0 },
    {
      ...{ name: 'of a store', door: 'manager', input: ({ it }) => ({ ...days, storeId: it.storeId }), own: 'done' },
      ...{ foreign: 'nothing', tells: ({ lines }) => lines.length > 0 },
    },
    {
      ...{ name: 'of a clerk', door: 'manager', input: ({ it }) => ({ ...days, clerkId: it.staffId }), own: 'done' },
      ...{ foreign: 'nothing', tells: ({ lines }) => lines.length > 0 },
    },
  ],
  getBalance: [{ door: 'manager', input: () => ({}), own: 'done', tells: ({ earnedFen }) => earnedFen > 0 }],
  listCommissions: [
    { door: 'manager', input: () => ({}), own: 'done', tells: ({ items }) => (items[0]?.payableFen ?? 0) > 0 },
  ],
  exportCommissions: [
    {
      door: 'manager',
      input: () => ({ format: 'xlsx' }),
      own: 'done',
      changes: 'sys_files',
      tells: ({ rowCount }) => rowCount === 1,
    },
  ],
  getReport: [
    {
      ...{ door: 'manager', input: () => days, own: 'done' },
      tells: (report) => report.days.some(({ soldUnits }) => soldUnits > 0),
    },
  ],
} satisfies Partial<Policy>;

/** What the owner decides alone, and what the operator does. */
const ofOwners = {
  inviteStaff: [
    {
      ...{ door: 'owner', own: 'done', foreign: NOT_FOUND, changes: 'invitations' },
      input: ({ it }) => ({ requestId, role: 'clerk', storeIds: [it.storeId] }),
    },
  ],
  listStaff: [{ door: 'manager', input: () => ({}), own: 'done', tells: ({ items }) => items.length > 2 }],
  revokeStaff: [
    {
      ...{ door: 'owner', input: ({ it }) => ({ staffId: it.staffId }), own: 'done', foreign: NOT_FOUND },
      changes: 'staff',
    },
  ],
  payCommission: [
    {
      ...{ door: 'owner', own: 'done', foreign: NOT_FOUND, changes: 'leaders' },
      input: ({ it }) => ({ requestId, leaderId: it.leaderId, amountFen: 100, reference: '转账 2' }),
    },
  ],
  createMerchant: [
    {
      ...{ door: 'operator', own: 'done', changes: 'merchants' },
      input: () => ({ requestId, appid: 'wx0000000000third', name: '第三家', subMchId: '1900000003' }),
    },
  ],
  issueSetupCode: [
    {
      ...{ door: 'operator', own: 'done', foreign: 'done', changes: 'merchants' },
      missing: { verdict: NOT_FOUND, because: 'no merchant is foreign to an operator: he makes them all' },
      input: ({ it }) => ({ requestId, merchantId: it.merchantId }),
    },
  ],
  listMerchants: [{ door: 'operator', input: () => ({}), own: 'done', tells: ({ items }) => items.length === 2 }],
} satisfies Partial<Policy>;

export const ofShops = { ...ofManagers, ...ofTheBooks, ...ofOwners };
