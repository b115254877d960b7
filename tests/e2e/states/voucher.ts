import { MINUTE, type Driver } from '../../story/cloud-driver';
import { buy, formGroup, id, redeem, voucher } from '../../story/shop';
import type { Phone } from '../support/phone';
import { dealCalled, somebody, type PageState } from './state';

interface Bought {
  readonly openid: string;
  readonly orderId: string;
  readonly voucherId: string;
  readonly code: string;
}

async function bought(cloud: Driver, title: string): Promise<Bought> {
  const openid = await somebody(cloud);
  const { orderId } = await buy(cloud, openid, { dealId: await dealCalled(cloud, title), buy: 'alone' });
  const { voucherId, code } = await voucher(cloud, openid, orderId);
  return { openid, orderId, voucherId, code };
}

const voucherPage = ({ openid, voucherId }: Bought) => ({
  openid,
  path: `pages/voucher/voucher?voucherId=${voucherId}`,
});

async function storeOf(cloud: Driver): Promise<string> {
  const { stores } = await cloud.do('demo-clerk', 'getMe', {});
  return stores[0]?.storeId ?? '';
}

/** Vouchers as their owners hold them. */
export const voucherStates: readonly PageState[] = [
  { name: 'voucher/valid', reach: async (cloud) => voucherPage(await bought(cloud, '洗剪吹')), sees: '可使用' },
  {
    name: 'voucher/partly-used',
    async reach(cloud) {
      const card = await bought(cloud, '肩颈舒缓');
      await redeem(cloud, 'demo-clerk', { code: card.code, storeId: await storeOf(cloud), uses: 2 });
      return voucherPage(card);
    },
    sees: /3\/5/,
  },
  {
    name: 'voucher/used',
    async reach(cloud) {
      const one = await bought(cloud, '洗剪吹');
      await redeem(cloud, 'demo-clerk', { code: one.code, storeId: await storeOf(cloud) });
      return voucherPage(one);
    },
    sees: '已使用',
  },
  {
    name: 'voucher/refunded',
    async reach(cloud) {
      const one = await bought(cloud, '洗剪吹');
      await cloud.do(one.openid, 'requestRefund', { requestId: id(), orderId: one.orderId });
      return voucherPage(one);
    },
    sees: '退款中',
  },
];

/** A person's own page. */
export const meStates: readonly PageState[] = [
  {
    name: 'me/buyer',
    reach: async (cloud) => ({ openid: await somebody(cloud, '小满'), path: 'pages/me/me' }),
    sees: '小满',
  },
  { name: 'me/clerk', reach: () => Promise.resolve({ openid: 'demo-clerk', path: 'pages/me/me' }), sees: '核销' },
  {
    name: 'me/messages',
    async reach(cloud) {
      const openid = await somebody(cloud);
      await formGroup(cloud, await dealCalled(cloud, '精致洗车'), [openid, await somebody(cloud)]);
      await cloud.advance(2 * MINUTE);
      return { openid, path: 'pages/me/me', first: (phone) => phone.tap(/^消息/) };
    },
    sees: /成团/,
  },
];

async function chooseStore(phone: Phone): Promise<void> {
  await phone.tap('所在门店');
  await phone.tap('确定');
}

async function lookAt(phone: Phone, code: string): Promise<void> {
  await chooseStore(phone);
  await phone.type(/券码/, code);
  await phone.tap('查询');
}

/** The counter. */
export const clerkStates: readonly PageState[] = [
  {
    name: 'scan/not-staff',
    reach: async (cloud) => ({ openid: await somebody(cloud), path: 'clerk/pages/scan/scan' }),
    sees: '你还不是核销员',
  },
  {
    name: 'scan/no-store',
    reach: () => Promise.resolve({ openid: 'demo-clerk', path: 'clerk/pages/scan/scan' }),
    sees: '先选择所在门店',
  },
  {
    name: 'scan/ready',
    reach: () => Promise.resolve({ openid: 'demo-clerk', path: 'clerk/pages/scan/scan', first: chooseStore }),
    sees: '扫码核销',
  },
  {
    name: 'scan/looked',
    async reach(cloud) {
      const { code } = await bought(cloud, '肩颈舒缓');
      return { openid: 'demo-clerk', path: 'clerk/pages/scan/scan', first: (phone) => lookAt(phone, code) };
    },
    sees: '肩颈舒缓 5 次卡',
  },
  {
    name: 'scan/redeemed',
    reach: (cloud) =>
      Promise.resolve({
        openid: 'demo-clerk',
        path: 'clerk/pages/scan/scan',
        async first(phone) {
          await lookAt(phone, (await bought(cloud, '洗剪吹')).code);
          await phone.tap(/^确认核销/);
        },
      }),
    sees: '核销成功',
  },
  {
    name: 'scan/refused',
    async reach(cloud) {
      const one = await bought(cloud, '洗剪吹');
      await redeem(cloud, 'demo-clerk', { code: one.code, storeId: await storeOf(cloud) });
      return { openid: 'demo-clerk', path: 'clerk/pages/scan/scan', first: (phone) => lookAt(phone, one.code) };
    },
    sees: '不能核销',
  },
  {
    name: 'redemptions/several',
    async reach(cloud) {
      const one = await bought(cloud, '洗剪吹');
      await redeem(cloud, 'demo-clerk', { code: one.code, storeId: await storeOf(cloud) });
      return { openid: 'demo-clerk', path: 'clerk/pages/redemptions/redemptions' };
    },
    sees: '洗剪吹造型两人同行',
  },
  {
    name: 'redemptions/none',
    async reach(cloud) {
      const openid = await somebody(cloud, '新来的');
      const offer = { requestId: id(), role: 'clerk', storeIds: [await storeOf(cloud)] } as const;
      const { invitation } = await cloud.do('demo-owner', 'inviteStaff', offer);
      await cloud.do(openid, 'acceptInvitation', { invitation, nickname: '新来的' });
      return { openid, path: 'clerk/pages/redemptions/redemptions' };
    },
    sees: '还没有核销记录',
  },
];
