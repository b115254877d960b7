import { orderStates, shelfStates } from './buyer';
import { merchantStates } from './merchant';
import { modeStates } from './modes';
import { somebody, type PageState } from './state';
import { clerkStates, meStates, voucherStates } from './voucher';

/** WeChat around the mini-program. */
const weixinStates: readonly PageState[] = [
  {
    name: 'chat/card',
    async reach(cloud) {
      const openid = await somebody(cloud);
      const card = { title: '还差一人，一起洗车', path: 'pages/deals/deals' };
      const headers = { 'x-openid': 'demo-buyer-1' };
      await fetch(`${cloud.url}/preview/chat`, { method: 'POST', headers, body: JSON.stringify(card) });
      return { openid };
    },
    sees: '还差一人，一起洗车',
  },
  { name: 'chat/empty', shop: 'empty', reach: () => Promise.resolve({ openid: 'passer-by' }), sees: '拼团群' },
];

/**
 * Every page in its states, in the order in which one cloud can go through them: the last ones move its clock by days.
 * Screenshots, and tests of what holds for all pages, go through this table.
 */
export const pageStates: readonly PageState[] = [
  ...shelfStates,
  ...orderStates,
  ...modeStates,
  ...voucherStates,
  ...meStates,
  ...clerkStates,
  ...merchantStates,
  ...weixinStates,
];
