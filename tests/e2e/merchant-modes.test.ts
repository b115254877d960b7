import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import {
  aDeal,
  buy,
  CLERK,
  earnCommission,
  formGroup,
  id,
  notArrived,
  openShop,
  OWNER,
  publish,
  voucher,
} from '../story/shop';
import type { Phone } from './support/phone';
import { openStage, type Stage } from './support/stage';

const DEALS = 'merchant/pages/deals/deals';
const [LEADER, MEMBER] = ['o-buyer-a', 'o-buyer-b'];

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ shop: 'empty' });
  await openShop(stage);
  await stage.do(LEADER, 'saveProfile', { nickname: '阿青' });
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

const dealCalled = async (title: string) => {
  const { items } = await stage.do(OWNER, 'listMerchantDeals', {});
  return items.find((deal) => deal.title === title);
};

const newDeal = async (owner: Phone, title: string, mode: string): Promise<void> => {
  await owner.tap('新建优惠');
  await owner.isAt('merchant/pages/deal/deal');
  await owner.type('标题', title);
  await owner.tap(mode);
};

const published = async (owner: Phone, title: string): Promise<void> => {
  await owner.tap('保存并上架');
  await owner.isAt(DEALS);
  await owner.see(title);
};

test('a tiered and a commission deal are written, told what is wrong at the place, and published', async () => {
  const owner = await stage.openPhone(OWNER, DEALS);
  await newDeal(owner, '亲子阶梯团', '阶梯团');
  await owner.type('第 1 档，每份价格', '99');
  await owner.type('第 2 档，每份价格', '120');
  await owner.see('人数要比上一档多，价格要比上一档低');
  await owner.type('第 2 档，每份价格', '79.5');
  await owner.notSee('人数要比上一档多，价格要比上一档低');
  await owner.tap('添加一档');
  await owner.type('第 3 档，满几人', '8');
  await owner.type('第 3 档，每份价格', '60');
  await owner.tap('删除第 2 档');
  await published(owner, '亲子阶梯团');

  await newDeal(owner, '洗车佣金团', '佣金团');
  await owner.type(/^拼团价/, '29.9');
  await owner.see(/团长得 ¥2.99/);
  await owner.type('佣金，百分之几', '40');
  await owner.see('佣金最高是拼团价的 30%，请调低');
  await owner.type('佣金，百分之几', '20');
  await published(owner, '洗车佣金团');

  expect(await dealCalled('亲子阶梯团')).toMatchObject({
    ...{ status: 'published', mode: 'tiered' },
    tiers: [
      { size: 2, priceFen: 9900 },
      { size: 8, priceFen: 6000 },
    ],
  });
  expect(await dealCalled('洗车佣金团')).toMatchObject({
    ...{ status: 'published', mode: 'commission', deal: { commission: { kind: 'percent', value: 20 } } },
  });
});

test('codes come from a file; the bad lines are named, and few that are left are warned of', async () => {
  const deal = aDeal({ title: '自带券码', codeSource: 'imported', stock: 0 });
  const { dealId } = await stage.do(OWNER, 'saveDeal', { requestId: id(), deal });
  const owner = await stage.openPhone(OWNER, DEALS);
  await owner.see('没有券码了，顾客现在买不了，请导入');
  await owner.tap('导券码，自带券码');
  await owner.tap('开始导入');
  await owner.see('请先选择文件');
  await owner.tap('选择文件');
  await owner.tap('同意');
  const buffer = Buffer.from('\uFEFFAB-100001\r\nab-100002 \r\n\r\n坏的券码\r\nab-100001\r\n');
  const file = { name: 'codes.txt', mimeType: 'text/plain', buffer };
  await owner.frame.getByLabel('从设备中选取').setInputFiles(file);
  await owner.see('codes.txt');
  await owner.tap('开始导入');
  await owner.see('已导入 2 个券码');
  await owner.see('第 3 行：空行');
  await owner.see('第 4 行：不是 6 到 32 位的数字、字母、短横线');
  await owner.see('第 5 行：和前面的某一行重复');

  await owner.tap('继续导入');
  await owner.tap('粘贴');
  await owner.type('要导入的券码', 'AB-100003');
  await owner.tap('开始导入');
  await owner.see('已导入 1 个券码');
  await owner.tap('完成');
  await owner.see('券码只剩 3 个，请尽快导入');
  expect(await stage.do(OWNER, 'getMerchantDeal', { dealId })).toMatchObject({ stock: 3 });
});

test('a code that the shop brought along is typed at the counter as people write it', async () => {
  const dealId = (await dealCalled('自带券码'))?.dealId ?? '';
  await stage.do(OWNER, 'publishDeal', { dealId });
  const { orderId } = await buy(stage, MEMBER, { dealId, buy: 'alone' });
  const { code } = await voucher(stage, MEMBER, orderId);
  const clerk = await stage.openPhone(CLERK, 'clerk/pages/scan/scan');
  await clerk.type('或输入券码', ` ${code.toLowerCase()}`);
  await clerk.tap('查询');
  await clerk.see('自带券码');
  await clerk.tap('确认核销 1 张');
  await clerk.see('核销成功');
});

test('the shop pays for the seat that is missing: the group forms, and says so', async () => {
  const dealId = await publish(stage, { title: '补位的团', groupSize: 3 });
  const { orderIds } = await formGroup(stage, dealId, [LEADER, MEMBER]);
  const orderId = orderIds[0] ?? '';
  const owner = await stage.openPhone(OWNER, `merchant/pages/order/order?orderId=${orderId}`);
  await owner.see(/少收的人数由你承担/);
  await owner.tap('补位 1 人');
  await owner.see('补位 1 人？');
  await owner.tap({ role: 'button', name: '补位' });
  await owner.see('已成团，商家补位 1 人');
  await owner.see('一共可退 ¥29.90');
  expect(await stage.do(LEADER, 'getOrder', { orderId })).toMatchObject({ status: 'issued', filledSeats: 1 });
});

test('a refund that WeChat could not bring back is paid by hand, and both sides read how', async () => {
  const dealId = await publish(stage, { title: '退不回去的单' });
  await notArrived(stage, MEMBER, dealId);
  const { items } = await stage.do(OWNER, 'listMerchantOrders', { dealId });
  const orderId = items[0]?.orderId ?? '';
  const owner = await stage.openPhone(OWNER, `merchant/pages/order/order?orderId=${orderId}`);
  await owner.see('退款异常，需要处理');
  await owner.tap('标记已线下退款');
  await owner.tap('已退给顾客');
  await owner.see('请填写怎么退的');
  await owner.type('凭据', '银行转账 20300107');
  await owner.tap('已退给顾客');
  await owner.see('已线下退款');
  await owner.see(/凭据：银行转账 20300107$/);
  const { refunds } = await stage.do(MEMBER, 'getOrder', { orderId });
  expect(refunds).toMatchObject([{ status: 'succeeded', reference: '银行转账 20300107' }]);
});

test('a leader is paid what he has earned, and no more', async () => {
  await earnCommission(stage, LEADER, MEMBER);
  const owner = await stage.openPhone(OWNER, 'merchant/pages/shop/shop');
  await owner.tap(/^佣金，/);
  await owner.tap('付佣金给阿青');
  await owner.type('金额', '3');
  await owner.type('凭据', '微信转账');
  await owner.tap('已付 ¥3');
  await owner.see('最多可付 ¥2.99');
  await owner.type('金额', '2');
  await owner.tap('已付 ¥2');
  await owner.see('记下已付 ¥2？');
  await owner.tap({ role: 'button', name: '记下' });
  await owner.see('¥0.99');
  await owner.tap('导出佣金（Excel）');
  await owner.see(/^保存 .*\.xlsx$/);
  const { items } = await stage.do(OWNER, 'listCommissions', {});
  expect(items).toMatchObject([{ nickname: '阿青', accruedFen: 299, paidFen: 200, payableFen: 99 }]);
});
