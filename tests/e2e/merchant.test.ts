import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { DAY, MINUTE } from '../story/cloud-driver';
import { buy, formGroup, id, openShop, OWNER, publish } from '../story/shop';
import { codeOn, showToCamera } from './support/camera';
import type { Phone } from './support/phone';
import { openStage, type Stage } from './support/stage';

const SHOP = 'merchant/pages/shop/shop';
const BUYER = 'o-buyer-a';
const OTHER_BUYER = 'o-buyer-b';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ shop: 'empty' });
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

/** The owner's phone on the shop's first page; the shop is opened first unless it is open. */
async function ownerAtHome(): Promise<Phone> {
  const { roles } = await stage.do(OWNER, 'getMe', {});
  if (!roles.includes('owner')) await openShop(stage);
  return stage.openPhone(OWNER, SHOP);
}

async function claim(owner: Phone): Promise<void> {
  await owner.type('店铺名称', '新桥洗车');
  await owner.tap('开通店铺');
  await owner.see('请填写');
  await owner.type('开通码', 'AAAA-BBBB-CCCC');
  await owner.tap('开通店铺');
  await owner.see('开通码不对，或已经用过');
  await owner.tap('确定');
  expect(await owner.typed('店铺名称')).toBe('新桥洗车');
  await owner.type('开通码', stage.setUpCode);
  await owner.tap('开通店铺');
  await owner.see('新桥洗车');
  await owner.see('未入账');
}

async function addStore(owner: Phone): Promise<void> {
  await owner.tap(/^门店，/);
  await owner.see('还没有门店');
  await owner.tap('添加门店');
  await owner.type('门店名称', '桥头店');
  await owner.tap('保存');
  await owner.see('请填写');
  await owner.type('地址', '桥头路 1 号');
  await owner.tap('保存');
  await owner.notSee('还没有门店');
  await owner.see('桥头店');
  await owner.tap('返回');
}

/** Writes a deal for groups of two, at first dearer together than alone. */
async function writeDeal(owner: Phone, title: string): Promise<void> {
  await owner.tap(/^优惠，/);
  await owner.tap('新建优惠');
  await owner.isAt('merchant/pages/deal/deal');
  await owner.type('标题', title);
  await owner.type('单独购买价', '50');
  await owner.type(/^拼团价/, '60');
  await owner.tap('保存并上架');
  await owner.see('拼团价要低于单独购买价');
  expect([await owner.typed('标题'), await owner.typed(/^拼团价/)]).toEqual([title, '60']);
  await owner.type(/^拼团价/, '29.9');
  await owner.notSee('拼团价要低于单独购买价');
  await owner.tap('保存并上架');
  await owner.isAt('merchant/pages/deals/deals');
  await owner.see(title);
  await owner.see('¥29.90');
}

test('a shop begins with its set-up code, a store and a deal; what is wrong is said where it was typed', async () => {
  const owner = await stage.openPhone(OWNER, SHOP);
  await claim(owner);
  await addStore(owner);
  await writeDeal(owner, '精洗双人团');
  const { items } = await stage.do(OWNER, 'listMerchantDeals', {});
  expect(items).toMatchObject([{ title: '精洗双人团', status: 'published', deal: { mode: 'share', groupSize: 2 } }]);

  const buyer = await stage.openPhone(BUYER, 'pages/deals/deals');
  await buyer.tap(/^精洗双人团/);
  await buyer.see(/开 2 人团$/);
});

/** What the owner shows on the screen to somebody who is to work here. */
async function invite(owner: Phone): Promise<Buffer> {
  await owner.tap(/^员工，/);
  await owner.tap('邀请员工');
  await owner.tap('生成邀请码');
  await owner.see('复制邀请码');
  return codeOn(owner);
}

test('a clerk joins by the code on the screen of the owner, works, and after being sent away is told so', async () => {
  const owner = await ownerAtHome();
  const picture = await invite(owner);

  const clerk = await stage.openPhone('o-new-clerk', 'pages/me/me');
  await clerk.tap('接受工作邀请');
  await clerk.type('你在店里的称呼', '小赵');
  await clerk.tap('扫邀请码');
  await showToCamera(clerk, picture);
  await clerk.tap('接受邀请');
  await clerk.see(/^已加入：.*核销员/);
  await clerk.tap(/^核销/);
  await clerk.isAt('clerk/pages/scan/scan');
  await clerk.see('扫码核销');

  await owner.tap('关闭');
  await owner.tap('停用小赵');
  await owner.see('停用 小赵？');
  await owner.tap({ role: 'button', name: '停用' });
  await owner.notSee('小赵');

  await clerk.type('或输入券码', '123456789012');
  await clerk.tap('查询');
  await clerk.see('你没有这项权限');
  await clerk.see('如需使用，请联系店主重新邀请');
  await clerk.goTo('clerk/pages/scan/scan');
  await clerk.see('你还不是核销员');
});

/** A buyer opens a group on his phone and pays; another fills it. */
async function sell(dealId: string): Promise<{ readonly buyer: Phone; readonly orderId: string }> {
  const buyer = await stage.openPhone(BUYER, `pages/deal/deal?dealId=${dealId}`);
  await buyer.tap(/开 2 人团$/);
  await buyer.tap('微信支付');
  await buyer.tap('立即支付');
  await buyer.tap('允许');
  await buyer.isAt('pages/group/group');
  const [group] = await stage.query('groups', { dealId });
  await buy(stage, OTHER_BUYER, { dealId, buy: 'join', groupId: group?._id ?? '' });
  await buyer.see('已成团');
  await buyer.tap('查看我的券');
  await buyer.isAt('pages/order/order');
  const { items } = await stage.do(BUYER, 'listOrders', {});
  return { buyer, orderId: items.find((order) => order.dealId === dealId)?.orderId ?? '' };
}

/** The owner finds an order by its number, and gives back ten yuan; more than was paid is not sent at all. */
async function refundTen(owner: Phone, orderId: string): Promise<void> {
  await owner.tap(/^订单，/);
  await owner.type('订单号或团编号', orderId.toLowerCase());
  await owner.tap('查找');
  await owner.tap(/^退一部分的团/);
  await owner.isAt('merchant/pages/order/order');
  await owner.tap('按金额退');
  await owner.type('退款金额', '30');
  await owner.tap('服务没有完成');
  await owner.tap('退款 ¥30');
  await owner.see('最多还能退 ¥29.90');
  expect(await owner.typed('退款原因')).toBe('服务没有完成');
  await owner.type('退款金额', '10');
  await owner.tap('退款 ¥10');
  await owner.see('退款 ¥10？');
  await owner.tap({ role: 'button', name: '退款' });
  await owner.see('商家退款：服务没有完成');
}

test('a part of an order goes back by a sum and a reason, and both sides see it arrive', async () => {
  const owner = await ownerAtHome();
  const { buyer, orderId } = await sell(await publish(stage, { title: '退一部分的团' }));
  await refundTen(owner, orderId);

  await buyer.goTo(`pages/order/order?orderId=${orderId}`);
  await buyer.see('商家退款：服务没有完成');
  await buyer.see('¥10');
  await buyer.see(/已受理|微信处理中/);
  await stage.advance(10 * MINUTE);
  await buyer.pullDown();
  await buyer.see('已到账');
  await buyer.see('可使用');
  await owner.pullDown();
  await owner.see('已退到账');
  const order = await stage.do(BUYER, 'getOrder', { orderId });
  expect(order).toMatchObject({ status: 'issued', refundedFen: 1000 });
});

describe('the books', () => {
  test('figures and statement tell what was sold and settled', async () => {
    const owner = await ownerAtHome();
    const dealId = await publish(stage, { title: '有账可查的团' });
    const { orderIds } = await formGroup(stage, dealId, [BUYER, OTHER_BUYER]);
    await owner.tap(/^数据图，/);
    await owner.see('有账可查的团');
    await owner.see('2 份 · ¥59.80');
    await owner.frame.getByRole('img', { name: /每天卖出.*01-07的数据是[1-9]/ }).waitFor();
    await owner.tap('返回');

    await stage.advance(8 * DAY);
    await owner.isPast(await stage.now());
    await owner.tap(/^对账，/);
    await owner.see('＋ 结算入账');
    for (const orderId of orderIds) await owner.see(new RegExp(`订单 ${orderId}`));
    await owner.tap(new RegExp(`^入账.*${orderIds[0] ?? id()}`));
    await owner.isAt('merchant/pages/order/order');
    await owner.see('已入账');
  });
});
