import { cardDeal, shareDeal } from '../../../simulation/shop';
import { has } from './buyers';
import { requestId, type Policy } from './case';
import { all, changed, made, oneWith, otherThan, textWith, type Effect } from './effect';

const NOT_FOUND = 'NOT_FOUND';
const days = { fromDay: '2026-11-01', toDay: '2026-11-30' } as const;

/** The codes that `importCodes` takes: two shops may have the same. */
export const CODE_FILE = { path: 'codes/policy.txt', text: 'POLICY-0001\nPOLICY-0002\n' } as const;
const fileId = `cloud://local-env.bucket/${CODE_FILE.path}`;

const draftWith = (rules: object): Effect =>
  made('deals', ({ home }) => ({
    ...{ merchantId: home.merchantId, status: 'draft', version: 1, free: cardDeal.stock, rules },
  }));

/** A sum goes back of the buyer's order, and these vouchers end. */
const givenBack = (kind: string, amountFen: number, vouchers: readonly string[], status: string): Effect =>
  changed(
    'orders',
    ({ home }) => home.orderId,
    (_, { person, now }) => ({
      status,
      refunds: oneWith({ kind, reason: '客户要求', amountFen, by: person, at: now, status: 'pending' }),
      vouchers: Object.fromEntries(vouchers.map((voucher) => [voucher, { refund: otherThan(null) }])),
    }),
  );

const store = { name: '新店', address: '路 1 号' } as const;

const exported = (name: string): Effect =>
  made('sys_files', ({ home }) => ({ _id: textWith(`/exports/${home.merchantId}/${name}`) }));

/** What managers do with deals, orders and stores. */
const ofManagers = {
  saveDeal: [
    {
      ...{ name: 'a new one', door: 'manager', input: () => ({ requestId, deal: cardDeal }), own: 'done' },
      changes: [draftWith({ title: cardDeal.title, alonePriceFen: cardDeal.alonePriceFen })],
    },
    {
      ...{ name: 'one that is there', door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'deals',
          ({ it }) => it.draftId,
          ({ version, status, free }) => ({
            ...{ version: version + 1, status, free, rules: { title: shareDeal.title, storeIds: undefined } },
          }),
        ),
      ],
      input: ({ it }) => ({ requestId, dealId: it.draftId, deal: shareDeal }),
    },
    {
      // A draft may be wrong; nothing with such a problem is ever sold.
      ...{ name: 'in stores', door: 'manager', own: 'done', foreign: 'done' },
      changes: [made('deals', ({ it }) => ({ status: 'draft', rules: { storeIds: [it.storeId] } }))],
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
      changes: [
        changed(
          'deals',
          ({ it }) => it.draftId,
          (_, { now }) => ({ status: 'published', publishedAt: now }),
        ),
      ],
    },
  ],
  unpublishDeal: [
    {
      ...{ door: 'manager', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'deals',
          ({ it }) => it.shelfId,
          () => ({ status: 'unpublished' }),
        ),
      ],
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
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'deals',
          ({ it }) => it.shelfId,
          ({ free, adjusted }) => ({ free: free + 5, adjusted: adjusted + 5 }),
        ),
      ],
      input: ({ it }) => ({ requestId, dealId: it.shelfId, delta: 5 }),
    },
  ],
  importCodes: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'deals',
          ({ it }) => it.importedId,
          ({ free }) => ({ free: free + 2, imported: 2 }),
        ),
        made('codes', ({ it }) => ({ dealId: it.importedId, orderId: null, code: textWith('POLICY-000') }), 2),
      ],
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
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [givenBack('sum', 24_000, ['V03', 'V04'], 'refunding')],
      input: ({ it }) => ({ requestId, orderId: it.orderId, reason: '客户要求' }),
    },
    {
      ...{ name: 'of a voucher', door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [givenBack('vouchers', 6000, ['V03'], 'issued')],
      input: ({ it, home }) => ({ requestId, orderId: home.orderId, voucherIds: [it.voucherId], reason: '客户要求' }),
    },
    {
      ...{ name: 'of a voucher of another order', door: 'manager', own: NOT_FOUND, foreign: NOT_FOUND },
      input: ({ it, home }) => ({
        ...{ requestId, orderId: home.orderId, voucherIds: [it.leadersVoucherId], reason: '客户要求' },
      }),
    },
  ],
  markRefundPaid: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [
        all(
          'orders',
          ({ refunds }, { it }) => it.refundId in refunds,
          (_, { it, person, now }) => ({
            status: 'refunded',
            refunds: {
              [it.refundId]: { status: 'succeeded', succeededAt: now, byHand: { reference: '转账 1', by: person } },
            },
          }),
          1,
        ),
      ],
      input: ({ it }) => ({ requestId, refundId: it.refundId, reference: '转账 1' }),
    },
  ],
  fillSeats: [
    {
      ...{ door: 'manager', own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'groups',
          ({ it }) => it.groupId,
          ({ left, missing, filled }, { person, now }) => ({
            ...{
              left: left - 1,
              missing: missing - 1,
              filled: filled + 1,
              fills: oneWith({ n: 1, at: now, by: person }),
            },
          }),
        ),
      ],
      input: ({ it }) => ({ requestId, groupId: it.groupId, seats: 1 }),
    },
  ],
  saveStore: [
    {
      ...{ name: 'a new one', door: 'manager', own: 'done', input: () => ({ requestId, store }) },
      changes: [made('stores', ({ home }) => ({ ...store, merchantId: home.merchantId }))],
    },
    {
      ...{ name: 'one that is there', door: 'manager', own: 'done', foreign: NOT_FOUND },
      input: ({ it }) => ({ requestId, storeId: it.storeId, store }),
      changes: [
        changed(
          'stores',
          ({ it }) => it.storeId,
          ({ createdAt }) => ({ ...store, createdAt }),
        ),
      ],
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
      changes: [exported(`${days.fromDay}_${days.toDay}`)],
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
      changes: [exported('commissions')],
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

const thirdShop = { appid: 'wx0000000000third', name: '第三家', subMchId: '1900000003' } as const;

/** What the owner decides alone, and what the operator does. */
const ofOwners = {
  inviteStaff: [
    {
      ...{ door: 'owner', own: 'done', foreign: NOT_FOUND },
      changes: [
        made('invitations', ({ it, home, person }) => ({
          ...{ merchantId: home.merchantId, by: person, acceptedBy: null },
          grant: { role: 'clerk', storeIds: [it.storeId], until: null },
        })),
      ],
      input: ({ it }) => ({ requestId, role: 'clerk', storeIds: [it.storeId] }),
    },
  ],
  listStaff: [{ door: 'manager', input: () => ({}), own: 'done', tells: ({ items }) => items.length > 2 }],
  revokeStaff: [
    {
      ...{ door: 'owner', input: ({ it }) => ({ staffId: it.staffId }), own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'staff',
          ({ it }) => it.staffId,
          (_, { now }) => ({ grants: {}, revokedAt: now }),
        ),
      ],
    },
  ],
  payCommission: [
    {
      ...{ door: 'owner', own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'leaders',
          ({ it }) => it.leaderId,
          ({ paidFen }, { person, now }) => ({
            paidFen: paidFen + 100,
            payouts: oneWith({ fen: 100, reference: '转账 2', by: person, at: now, status: 'paid' }),
          }),
        ),
        made('transfers', ({ it }) => ({ from: `leader:${it.leaderId}`, to: 'outside', fen: 100 })),
      ],
      input: ({ it }) => ({ requestId, leaderId: it.leaderId, amountFen: 100, reference: '转账 2' }),
    },
  ],
  createMerchant: [
    {
      ...{ door: 'operator', own: 'done', input: () => ({ requestId, ...thirdShop }) },
      changes: [made('merchants', () => ({ ...thirdShop, owner: null, setUp: null }))],
    },
  ],
  issueSetupCode: [
    {
      ...{ door: 'operator', own: 'done', foreign: 'done' },
      changes: [
        changed(
          'merchants',
          ({ it }) => it.merchantId,
          ({ owner, setUp }, { now }) => ({
            ...{ owner, setUp: { id: otherThan(setUp?.id), issuedAt: now, claimedBy: null } },
          }),
        ),
      ],
      missing: { verdict: NOT_FOUND, because: 'no merchant is foreign to an operator: he makes them all' },
      input: ({ it }) => ({ requestId, merchantId: it.merchantId }),
    },
  ],
  listMerchants: [{ door: 'operator', input: () => ({}), own: 'done', tells: ({ items }) => items.length === 2 }],
} satisfies Partial<Policy>;

export const ofShops = { ...ofManagers, ...ofTheBooks, ...ofOwners };
