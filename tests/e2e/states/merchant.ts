import { DAY } from '../../story/cloud-driver';
import { buy } from '../../story/shop';
import { merchantModeStates } from './merchant-modes';
import { dealCalled, somebody, type PageState } from './state';

const owner = 'demo-owner';

const at = (page: string) => () => Promise.resolve({ openid: owner, path: `merchant/pages/${page}` });

const states: readonly PageState[] = [
  {
    name: 'shop/claim',
    shop: 'empty',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'merchant/pages/shop/shop' }),
    sees: '开通店铺',
  },
  { name: 'shop/home', reach: at('shop/shop'), sees: '团券示范店' },
  { name: 'merchant-deals/shelf', reach: at('deals/deals'), sees: '精致洗车双人团' },
  { name: 'merchant-deal/new', reach: at('deal/deal'), sees: /标题|名称/ },
  {
    name: 'merchant-deal/edit',
    async reach(cloud) {
      const dealId = await dealCalled(cloud, '精致洗车');
      return { openid: owner, path: `merchant/pages/deal/deal?dealId=${dealId}` };
    },
    sees: /标题|名称/,
  },
  { name: 'merchant-orders/several', reach: at('orders/orders'), sees: '精致洗车双人团' },
  {
    name: 'merchant-order/issued',
    async reach(cloud) {
      const dealId = await dealCalled(cloud, '工作日午餐');
      const { orderId } = await buy(cloud, await somebody(cloud), { dealId, buy: 'alone', quantity: 2 });
      return { openid: owner, path: `merchant/pages/order/order?orderId=${orderId}` };
    },
    sees: '工作日午餐定食',
  },
  { name: 'staff/several', reach: at('staff/staff'), sees: '小王' },
  { name: 'stores/two', reach: at('stores/stores'), sees: '江边店' },
  {
    name: 'report/settled',
    async reach(cloud) {
      await buy(cloud, await somebody(cloud), { dealId: await dealCalled(cloud, '工作日午餐'), buy: 'alone' });
      await cloud.advance(8 * DAY);
      return { openid: owner, path: 'merchant/pages/report/report' };
    },
    sees: /结算|入账/,
  },
  {
    name: 'figures/month',
    reach: () =>
      Promise.resolve({
        openid: owner,
        path: 'figures/pages/figures/figures',
        first: (phone) => phone.tap('近 30 天'),
      }),
    sees: '卖得最好的优惠',
  },
];

/** The merchant's pages, which are used on a computer as well. */
export const merchantStates: readonly PageState[] = [...merchantModeStates, ...states].map((state) => ({
  ...state,
  onComputer: true,
}));
