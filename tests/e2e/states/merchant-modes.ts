import type { DealInput } from '../../../typings/deal';
import { HOUR, MINUTE, type Driver } from '../../story/cloud-driver';
import { aDeal, buy, formGroup, id, redeem, voucher } from '../../story/shop';
import type { Phone } from '../support/phone';
import { dealCalled, somebody, type PageState } from './state';

const owner = 'demo-owner';

/** A deal that the demo shop lacks, on sale. */
async function onSale(cloud: Driver, deal: Partial<DealInput>): Promise<string> {
  const { dealId } = await cloud.do(owner, 'saveDeal', { requestId: id(), deal: aDeal(deal) });
  await cloud.do(owner, 'publishDeal', { dealId });
  return dealId;
}

/** The editor of a new deal with this mode, filled so far that it says what follows. */
const newDeal = (fill: (phone: Phone) => Promise<void>) => () =>
  Promise.resolve({ openid: owner, path: 'merchant/pages/deal/deal', first: fill });

const orderPage = (orderId: string) => ({ openid: owner, path: `merchant/pages/order/order?orderId=${orderId}` });
const pasted = 'AB-100001\nAB-100002\n\nAB 1\nab-100001\n';

/** A leader whose member's voucher was used more than an hour ago. */
async function commissionEarned(cloud: Driver): Promise<void> {
  const dealId = await onSale(cloud, {
    ...{ title: '佣金两人团', mode: 'commission', commission: { kind: 'percent', value: 20 } },
  });
  const openids = [await somebody(cloud, '阿青'), await somebody(cloud, '大可')] as const;
  const { orderIds } = await formGroup(cloud, dealId, openids);
  const { code } = await voucher(cloud, openids[1], orderIds[1] ?? '');
  const { stores } = await cloud.do('demo-clerk', 'getMe', {});
  await redeem(cloud, 'demo-clerk', { code, storeId: stores[0]?.storeId ?? '' });
  await cloud.advance(2 * HOUR);
}

/** The merchant's pages for what only some group modes, codes and refunds have. */
export const merchantModeStates: readonly PageState[] = [
  {
    name: 'merchant-deal/tiered',
    reach: newDeal(async (phone) => {
      await phone.tap('阶梯团');
      await phone.type('第 1 档，每份价格', '99');
      await phone.type('第 2 档，每份价格', '120');
      await phone.see('人数要比上一档多，价格要比上一档低');
    }),
    sees: '阶梯价',
  },
  {
    name: 'merchant-deal/commission',
    reach: newDeal(async (phone) => {
      await phone.tap('佣金团');
      await phone.type(/^拼团价/, '29.9');
    }),
    sees: /团长得 ¥2.99/,
  },
  {
    name: 'merchant-deal/times-card',
    reach: async (cloud) => ({
      ...{ openid: owner, path: `merchant/pages/deal/deal?dealId=${await dealCalled(cloud, '肩颈舒缓')}` },
    }),
    sees: '每次价值 ¥59.80',
  },
  {
    name: 'merchant-deal/imported',
    async reach(cloud) {
      const dealId = await onSale(cloud, { title: '导入券码的团', codeSource: 'imported', stock: 0 });
      return { openid: owner, path: `merchant/pages/deal/deal?dealId=${dealId}` };
    },
    sees: /没有券码了/,
  },
  {
    name: 'merchant-deals/codes-refused',
    async reach(cloud) {
      await onSale(cloud, { title: '导入券码', codeSource: 'imported', stock: 0 });
      return {
        openid: owner,
        path: 'merchant/pages/deals/deals',
        async first(phone) {
          await phone.tap('导券码，导入券码');
          await phone.tap('粘贴');
          await phone.type('要导入的券码', pasted);
          await phone.tap('开始导入');
        },
      };
    },
    sees: '第 3 行：空行',
  },
  {
    name: 'merchant-order/seats-missing',
    async reach(cloud) {
      const dealId = await onSale(cloud, { title: '四人团', groupSize: 4 });
      const { orderIds } = await formGroup(cloud, dealId, [await somebody(cloud), await somebody(cloud)]);
      return orderPage(orderIds[0] ?? '');
    },
    sees: '商家补位',
  },
  {
    name: 'merchant-order/refund-abnormal',
    async reach(cloud) {
      const dealId = await dealCalled(cloud, '工作日午餐');
      const { orderId } = await buy(cloud, await somebody(cloud), { dealId, buy: 'alone', quantity: 2 });
      await cloud.faults({ match: { function: 'deliver' }, kind: 'refund-abnormal' });
      await cloud.do(owner, 'refundOrder', { requestId: id(), orderId, amountFen: 1000, reason: '服务没有完成' });
      await cloud.advance(2 * MINUTE);
      await cloud.faults();
      return orderPage(orderId);
    },
    sees: '标记已线下退款',
  },
  {
    name: 'commissions/several',
    async reach(cloud) {
      await commissionEarned(cloud);
      return { openid: owner, path: 'merchant/pages/commissions/commissions' };
    },
    sees: '阿青',
  },
  {
    name: 'commissions/pay',
    reach: () =>
      Promise.resolve({
        openid: owner,
        path: 'merchant/pages/commissions/commissions',
        first: (phone) => phone.tap(/^付佣金给/),
      }),
    sees: '凭据',
  },
];
