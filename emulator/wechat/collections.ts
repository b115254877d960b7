import type { CollectionSpec } from '../engine/schema';

export const consents = 'sys_consents';
export const messages = 'sys_messages';
export const activities = 'sys_activities';
export const shipments = 'sys_shipments';

/** The collections in which WeChat keeps consent, messages, dynamic cards and shipping records. */
export const wechatCollections: readonly CollectionSpec[] = [
  { name: consents, indexes: [] },
  {
    name: messages,
    indexes: [
      {
        name: 'openid',
        keys: [
          ['openid', 1],
          ['sentAt', -1],
        ],
      },
    ],
  },
  { name: activities, indexes: [] },
  { name: shipments, indexes: [] },
];
