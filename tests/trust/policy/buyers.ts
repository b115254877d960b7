import type { Me } from '../../../typings/staff';
import { onlyFor, requestId, type Policy } from './case';

const NOT_FOUND = 'NOT_FOUND';
const rolesOf: Readonly<Record<string, Me['roles']>> = {
  clerk: ['buyer', 'clerk'],
  clerkElsewhere: ['buyer', 'clerk'],
  manager: ['buyer', 'manager'],
  owner: ['buyer', 'owner'],
  otherOwner: ['buyer', 'owner'],
  operator: ['buyer', 'operator'],
};

/** What anyone may do who is signed in, and what a buyer may do with his own. */
export const ofBuyers = {
  getMe: [
    {
      ...{ door: 'anyone', input: () => ({}), own: 'done' },
      tells: (me, { role }) => [...me.roles].sort().join() === [...(rolesOf[role] ?? ['buyer'])].sort().join(),
    },
  ],
  saveProfile: [{ door: 'anyone', input: () => ({ nickname: '新名字' }), own: 'done', changes: 'people' }],
  deleteMe: [{ door: 'anyone', input: () => ({ requestId }), own: 'done', changes: 'people' }],
  listDeals: [
    { door: 'anyone', input: () => ({}), own: 'done', tells: ({ items }, at) => has(items, 'dealId', at.home.shelfId) },
  ],
  getDeal: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done', foreign: NOT_FOUND },
      tells: (deal, { it }) => deal.dealId === it.shelfId,
    },
    {
      ...{ name: 'a draft', door: 'anyone', input: ({ it }) => ({ dealId: it.draftId }), foreign: NOT_FOUND },
      own: { manager: 'done', owner: 'done', otherOwner: 'done', others: NOT_FOUND },
      tells: (deal, { it }) => deal.dealId === it.draftId,
    },
  ],
  getGroup: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ groupId: it.groupId }), own: 'done', foreign: NOT_FOUND },
      tells: ({ members }) => members.length === 3,
    },
  ],
  acceptInvitation: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ invitation: it.invitation, nickname: '新人' }), changes: 'staff' },
      own: { owner: 'INVITATION_INVALID', otherOwner: 'INVITATION_INVALID', others: 'done' },
      ...{ foreign: 'INVITATION_INVALID', tells: ({ roles }) => roles.includes('manager') },
    },
    {
      ...{ name: 'taken before', door: 'anyone', foreign: 'INVITATION_INVALID' },
      input: ({ it }) => ({ invitation: it.takenInvitation, nickname: '新人' }),
      own: onlyFor('clerk', 'nothing', 'INVITATION_INVALID'),
    },
  ],
  claimShop: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ setupCode: it.setupCode, merchantName: '新店' }), own: 'done' },
      ...{ foreign: 'INVITATION_INVALID', changes: 'merchants' },
    },
    {
      ...{ name: 'spent', door: 'anyone', own: 'INVITATION_INVALID', foreign: 'INVITATION_INVALID' },
      input: ({ it }) => ({ setupCode: it.spentSetupCode, merchantName: '新店' }),
    },
  ],
  getShareCode: [
    {
      ...{ name: 'of a deal', door: 'anyone', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: 'sys_files' },
    },
    {
      ...{ name: 'of a draft', door: 'anyone', input: ({ it }) => ({ dealId: it.draftId }), own: NOT_FOUND },
      foreign: NOT_FOUND,
    },
    {
      ...{ name: 'of a group', door: 'anyone', input: ({ it }) => ({ groupId: it.groupId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: 'sys_files' },
    },
    {
      ...{ name: 'of a store', door: 'anyone', input: ({ it }) => ({ storeId: it.storeId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: 'sys_files' },
    },
  ],
  getShareCard: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ groupId: it.groupId }), own: 'done', foreign: NOT_FOUND },
      changes: 'groups',
    },
  ],
  createOrder: [
    {
      ...{ name: 'alone', door: 'anyone', own: 'done', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it }) => ({ requestId, dealId: it.shelfId, buy: 'alone', quantity: 1 }),
    },
    {
      ...{ name: 'to join', door: 'anyone', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it, home }) => ({
        ...{ requestId, dealId: home.shelfId, buy: 'join', groupId: it.groupId, quantity: 1 },
      }),
      own: { buyer: 'ALREADY_IN_GROUP', leader: 'ALREADY_IN_GROUP', member: 'ALREADY_IN_GROUP', others: 'done' },
    },
  ],
  getPayment: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ orderId: it.unpaidOrderId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), tells: ({ payment }) => payment.package !== '' },
    },
  ],
  confirmPayment: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ orderId: it.unheardOrderId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), changes: 'orders' },
    },
  ],
  cancelOrder: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ orderId: it.unpaidOrderId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), changes: 'orders' },
    },
  ],
  listOrders: [
    {
      ...{ door: 'anyone', input: () => ({}), tells: ({ items }) => items.length > 0 },
      own: { buyer: 'done', leader: 'done', member: 'done', others: 'nothing' },
    },
  ],
  getOrder: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ orderId: it.orderId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), tells: ({ vouchers }) => vouchers.length === 4 },
    },
  ],
  getVoucher: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ voucherId: it.voucherId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), tells: ({ code }, { it }) => code === it.code },
    },
  ],
  requestRefund: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ requestId, orderId: it.orderId }), foreign: NOT_FOUND },
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), changes: 'orders' },
    },
    {
      ...{ name: 'of a voucher', door: 'anyone', foreign: NOT_FOUND, changes: 'orders' },
      input: ({ it, home }) => ({ requestId, orderId: home.orderId, voucherIds: [it.voucherId] }),
      own: onlyFor('buyer', 'done', NOT_FOUND),
    },
  ],
  listMessages: [
    {
      ...{ door: 'anyone', input: () => ({}), tells: ({ items }) => items.length > 0 },
      own: { buyer: 'done', leader: 'done', member: 'done', owner: 'done', otherOwner: 'done', others: 'nothing' },
    },
  ],
  markRead: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ messageIds: [it.messageId] }), foreign: 'nothing' },
      ...{ own: onlyFor('buyer', 'done', 'nothing'), changes: 'messages' },
    },
  ],
  recordConsent: [{ door: 'anyone', input: () => ({ accepted: ['demo-refunded'] }), own: 'done', changes: 'people' }],
  getCommission: [
    {
      ...{ door: 'anyone', input: () => ({}), own: onlyFor('leader', 'done', 'nothing') },
      tells: ({ payableFen }) => payableFen > 0,
    },
  ],
} satisfies Partial<Policy>;

/** Whether one of the rows has this value in a field. */
export const has = <Row, K extends keyof Row>(rows: readonly Row[], field: K, value: Row[K]): boolean =>
  rows.some((row) => row[field] === value);
