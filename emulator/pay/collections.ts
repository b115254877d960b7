import type { CollectionSpec } from '../engine/schema';

export const payOrders = 'sys_pay_orders';
export const payRefunds = 'sys_pay_refunds';
export const payNotices = 'sys_pay_notices';
export const payAccounts = 'sys_pay_accounts';

/** The collections in which WeChat Pay keeps its orders, refunds, notices and merchant accounts. */
export const payCollections: readonly CollectionSpec[] = [
  {
    name: payOrders,
    indexes: [
      { name: 'prepayId', keys: [['prepayId', 1]], unique: true },
      { name: 'transactionId', keys: [['transactionId', 1]] },
      {
        name: 'paidAt',
        keys: [
          ['subMchId', 1],
          ['paidAt', 1],
        ],
      },
    ],
  },
  {
    name: payRefunds,
    indexes: [
      { name: 'orderId', keys: [['orderId', 1]] },
      {
        name: 'acceptedAt',
        keys: [
          ['subMchId', 1],
          ['acceptedAt', 1],
        ],
      },
      { name: 'refundId', keys: [['refundId', 1]] },
    ],
  },
  { name: payNotices, indexes: [{ name: 'dueAt', keys: [['dueAt', 1]] }] },
  { name: payAccounts, indexes: [] },
];
