import type { Buy, IfFull } from '../../../typings/order';
import type { Me } from '../../../typings/staff';
import type { Group } from '../../../cloudfunctions/domain/group';
import { requestKeyOf, secretIdOf } from '../../../cloudfunctions/domain/ids';
import { standingOf } from '../cast';
import type { Things } from '../two-shops';
import { onlyFor, requestId, type Policy, type Situation, type Verdicts } from './case';
import {
  all,
  callerKey,
  changed,
  made,
  oneWith,
  otherThan,
  textWith,
  written,
  type Effect,
  type Judged,
} from './effect';

const NOT_FOUND = 'NOT_FOUND';
const rolesOf: Readonly<Record<string, Me['roles']>> = {
  clerk: ['buyer', 'clerk'],
  clerkElsewhere: ['buyer', 'clerk'],
  manager: ['buyer', 'manager'],
  owner: ['buyer', 'owner'],
  operator: ['buyer', 'operator'],
};

const invitationKey = ({ it }: Situation): string => secretIdOf('invitation', it.invitation);

/** A picture of a mini-program code is stored under the name of what it is for. */
const pictured = (idOf: (at: Situation) => string): readonly Effect[] => [
  made('sys_files', (at) => ({ _id: textWith(`/codes/${at.home.merchantId}/${idOf(at)}.`) })),
];

/** Nobody sits in a group twice. */
const seatedBefore: Verdicts = {
  ...{ buyer: 'ALREADY_IN_GROUP', leader: 'ALREADY_IN_GROUP', member: 'ALREADY_IN_GROUP', others: 'done' },
};

/** The group of an order: none, the one that is joined, or one that is named and not there yet. */
const groupOf: Readonly<Record<Buy, (home: Things) => unknown>> = {
  ...{ alone: () => null, join: ({ groupId }) => groupId, open: ({ groupId }) => newId(groupId) },
};

/** An id of this kind that is not this one. */
const newId =
  (known: string): Judged =>
  (found) =>
    typeof found === 'string' && found.length === known.length && found !== known;

/** A unit of the deal on the shelf is held for an unpaid order, which WeChat knows too. */
const ordered = (buy: Buy, amountFen: number, ifFull: IfFull = 'refund'): readonly Effect[] => [
  changed(
    'deals',
    ({ home }) => home.shelfId,
    ({ free, holdSeq }) => ({
      ...{ free: free - 1, holdSeq: holdSeq + 1, holds: oneWith({ q: 1 }) },
    }),
  ),
  made('orders', ({ home, person, now }) => ({
    ...{ merchantId: home.merchantId, buyer: person, dealId: home.shelfId, buy, quantity: 1, amountFen },
    ...{ status: 'pending_payment', ifFull, orderedAt: now, payment: { package: textWith('prepay_id=') } },
    groupId: groupOf[buy](home),
  })),
  made('sys_pay_orders', ({ person }) => ({ openid: person, totalFeeFen: amountFen, paidAt: null })),
];

const seated = changed(
  'groups',
  ({ it }) => it.groupId,
  ({ left, held }, { person }) => ({
    ...{ left: left - 1, held: held + 1, seats: oneWith({ person, q: 1 }) },
  }),
);

/** Nobody of this name is in the group any more; the others are as they were. */
const namedNoMore = ({ seats }: Group, { person }: Situation): object => ({
  seats: Object.fromEntries(
    Object.entries(seats).map(([id, seat]) => [id, seat.person === person ? { ...seat, nickname: '' } : seat]),
  ),
});

/** A refund is written into the buyer's order, and ends these vouchers. */
const givenBack = (amountFen: number, vouchers: readonly string[]): readonly Effect[] => [
  changed(
    'orders',
    ({ home }) => home.orderId,
    (_, { person, now }) => ({
      refunds: oneWith({
        kind: 'vouchers',
        reason: 'buyer_request',
        amountFen,
        by: person,
        at: now,
        status: 'pending',
      }),
      vouchers: Object.fromEntries(vouchers.map((voucher) => [voucher, { refund: otherThan(null) }])),
    }),
  ),
];

/** What anyone may do who is signed in, and what a buyer may do with his own. */
export const ofBuyers = {
  getMe: [
    {
      ...{ door: 'anyone', input: () => ({}), own: 'done' },
      tells: (me, { role }) =>
        [...me.roles].sort().join() === [...(rolesOf[standingOf(role)] ?? ['buyer'])].sort().join(),
    },
  ],
  saveProfile: [
    {
      ...{ door: 'anyone', input: () => ({ nickname: '新名字' }), own: 'done' },
      changes: [written('people', callerKey, (_, { person }) => ({ person, nickname: '新名字' }))],
    },
  ],
  deleteMe: [
    {
      ...{ door: 'anyone', input: () => ({ requestId }), own: 'done' },
      changes: [
        written('people', callerKey, (_, { person, home, now }) => ({
          ...{ person, nickname: '', consents: {} },
          deletions: { [requestKeyOf(home.merchantId, person, 'deleteMe', requestId)]: now },
        })),
        all(
          'orders',
          ({ merchantId, buyer }, at) => merchantId === at.home.merchantId && buyer === at.person,
          () => ({
            nickname: '',
          }),
        ),
        all(
          'groups',
          ({ seats }, { person }) => Object.values(seats).some((seat) => seat.person === person),
          namedNoMore,
        ),
      ],
    },
  ],
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
      own: { manager: 'done', owner: 'done', others: NOT_FOUND },
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
      ...{ door: 'anyone', input: ({ it }) => ({ invitation: it.invitation, nickname: '新人' }) },
      changes: [
        changed('invitations', invitationKey, (_, { person, now }) => ({ acceptedBy: person, acceptedAt: now })),
        written('staff', callerKey, ({ grants }, at) => ({
          ...{ person: at.person, nickname: '新人' },
          grants: { ...grants, [invitationKey(at)]: { role: 'manager', storeIds: [], until: null } },
        })),
      ],
      own: { owner: 'INVITATION_INVALID', others: 'done' },
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
      ...{ foreign: 'INVITATION_INVALID' },
      changes: [
        changed(
          'merchants',
          ({ it }) => it.merchantId,
          (_, { person }) => ({
            ...{ name: '新店', owner: person, setUp: { claimedBy: person } },
          }),
        ),
        written('staff', callerKey, (_, { person }) => ({ person, grants: {} })),
      ],
    },
    {
      ...{ name: 'spent', door: 'anyone', own: 'INVITATION_INVALID', foreign: 'INVITATION_INVALID' },
      input: ({ it }) => ({ setupCode: it.spentSetupCode, merchantName: '新店' }),
    },
  ],
  getShareCode: [
    {
      ...{ name: 'of a deal', door: 'anyone', input: ({ it }) => ({ dealId: it.shelfId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: pictured(({ it }) => it.shelfId) },
    },
    {
      ...{ name: 'of a draft', door: 'anyone', input: ({ it }) => ({ dealId: it.draftId }), own: NOT_FOUND },
      foreign: NOT_FOUND,
    },
    {
      ...{ name: 'of a group', door: 'anyone', input: ({ it }) => ({ groupId: it.groupId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: pictured(({ it }) => it.groupId) },
    },
    {
      ...{ name: 'of a store', door: 'anyone', input: ({ it }) => ({ storeId: it.storeId }), own: 'done' },
      ...{ foreign: NOT_FOUND, changes: pictured(({ it }) => it.storeId) },
    },
  ],
  getShareCard: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ groupId: it.groupId }), own: 'done', foreign: NOT_FOUND },
      changes: [
        changed(
          'groups',
          ({ it }) => it.groupId,
          (_, { now }) => ({ cards: oneWith({ at: now }) }),
        ),
        made('sys_activities', () => ({ state: 0 })),
      ],
    },
  ],
  createOrder: [
    {
      ...{ name: 'alone', door: 'anyone', own: 'done', foreign: NOT_FOUND, changes: ordered('alone', 8000) },
      input: ({ it }) => ({ requestId, dealId: it.shelfId, buy: 'alone', quantity: 1 }),
    },
    {
      // The group is there once its leader has paid.
      ...{ name: 'to open a group', door: 'anyone', own: 'done', foreign: NOT_FOUND, changes: ordered('open', 5000) },
      input: ({ it }) => ({ requestId, dealId: it.shelfId, buy: 'open', quantity: 1 }),
    },
    {
      ...{ name: 'to join', door: 'anyone', foreign: NOT_FOUND, changes: [...ordered('join', 5000), seated] },
      input: ({ it, home }) => ({
        ...{ requestId, dealId: home.shelfId, buy: 'join', groupId: it.groupId, quantity: 1 },
      }),
      own: seatedBefore,
    },
    {
      ...{ name: 'to join, or to lead', door: 'anyone', foreign: NOT_FOUND, own: seatedBefore },
      changes: [...ordered('join', 5000, 'newGroup'), seated],
      input: ({ it, home }) => ({
        ...{ requestId, dealId: home.shelfId, buy: 'join', groupId: it.groupId, quantity: 1, ifFull: 'newGroup' },
      }),
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
      own: onlyFor('buyer', 'done', NOT_FOUND),
      changes: [
        changed(
          'orders',
          ({ it }) => it.unheardOrderId,
          (_, { now }) => ({
            ...{ status: 'issued', issuedAt: now, paidAt: now, transactionId: otherThan(null) },
          }),
        ),
      ],
    },
  ],
  cancelOrder: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ orderId: it.unpaidOrderId }), foreign: NOT_FOUND },
      own: onlyFor('buyer', 'done', NOT_FOUND),
      changes: [
        changed(
          'orders',
          ({ it }) => it.unpaidOrderId,
          (_, { now }) => ({ cancelledAt: now }),
        ),
      ],
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
      ...{ own: onlyFor('buyer', 'done', NOT_FOUND), changes: givenBack(12_000, ['V03', 'V04']) },
    },
    {
      ...{ name: 'of a voucher', door: 'anyone', foreign: NOT_FOUND, changes: givenBack(6000, ['V03']) },
      input: ({ it, home }) => ({ requestId, orderId: home.orderId, voucherIds: [it.voucherId] }),
      own: onlyFor('buyer', 'done', NOT_FOUND),
    },
    {
      ...{ name: 'of the leader’s voucher', door: 'anyone', own: NOT_FOUND, foreign: NOT_FOUND },
      input: ({ it, home }) => ({ requestId, orderId: home.orderId, voucherIds: [it.leadersVoucherId] }),
    },
  ],
  listMessages: [
    {
      ...{ door: 'anyone', input: () => ({}), tells: ({ items }) => items.length > 0 },
      own: { buyer: 'done', leader: 'done', member: 'done', owner: 'done', others: 'nothing' },
    },
  ],
  markRead: [
    {
      ...{ door: 'anyone', input: ({ it }) => ({ messageIds: [it.messageId] }), foreign: 'nothing' },
      own: onlyFor('buyer', 'done', 'nothing'),
      changes: [
        changed(
          'messages',
          ({ it }) => it.messageId,
          (_, { now }) => ({ readAt: now }),
        ),
      ],
    },
  ],
  recordConsent: [
    {
      ...{ door: 'anyone', input: () => ({ accepted: ['demo-refunded'] }), own: 'done' },
      changes: [
        written('people', callerKey, ({ consents }, { person }) => ({
          ...{ person, consents: { ...consents, demo_refunded: (consents?.demo_refunded ?? 0) + 1 } },
        })),
      ],
    },
  ],
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
