import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import encodeQR from 'qr';

import type { DealInput } from '../../typings/deal';
import { MINUTE } from '../story/cloud-driver';
import { aDeal, buy, id, OPERATOR, order, pay, voucher } from '../story/shop';
import { showToCamera } from './support/camera';
import type { Phone } from './support/phone';
import { openStage, type Stage } from './support/stage';

const BUYER = 'demo-buyer-1';
const OTHER_BUYER = 'demo-buyer-2';
const OWNER = 'demo-owner';
const CLERK = 'demo-clerk';
const OTHER_APPID = 'wx-the-other-shop';
const CODE_FIELD = '或输入券码';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

/** A deal of the demo shop that nobody else buys. */
async function publish(changes: Partial<DealInput> = {}): Promise<string> {
  const { dealId } = await stage.do(OWNER, 'saveDeal', { requestId: id(), deal: aDeal(changes) });
  await stage.do(OWNER, 'publishDeal', { dealId });
  return dealId;
}

/** Somebody who redeems in a store of the demo shop, which is answered. */
async function hireClerk(openid: string): Promise<string> {
  const { items } = await stage.do(OWNER, 'listStores', {});
  const storeId = items[0]?.storeId ?? '';
  const offer = { requestId: id(), role: 'clerk', storeIds: [storeId] } as const;
  const { invitation } = await stage.do(OWNER, 'inviteStaff', offer);
  await stage.do(openid, 'acceptInvitation', { invitation, nickname: '小赵' });
  return storeId;
}

describe('a link that leads nowhere', () => {
  test.each([
    'pages/group/group?groupId=NOPE',
    'pages/group/group',
    'pages/group/group?scene=%25%E0%A4%A',
    'pages/deal/deal?dealId=NOPE',
    'pages/deal/deal?scene=dealId%3DNOPE',
    'pages/checkout/checkout?dealId=NOPE&buy=open',
    'pages/order/order?orderId=NOPE',
    'pages/order/order',
    'pages/voucher/voucher?voucherId=NOPE',
    'merchant/pages/order/order?orderId=NOPE',
    'merchant/pages/deal/deal?dealId=NOPE',
  ])('%s: says that nothing is there, and leads to what is', async (path) => {
    const phone = await stage.openPhone(path.startsWith('merchant') ? OWNER : BUYER, path);
    await phone.see('没有找到内容');
    await phone.see('链接可能不完整，或不属于当前账号，请向分享者重新索取');
    if (path.startsWith('merchant')) {
      await phone.tap('回到商家管理');
      await phone.isAt('merchant/pages/shop/shop');
      return;
    }
    await phone.tap('看看优惠');
    await phone.isAt('pages/deals/deals');
    await phone.see('精致洗车双人团');
  });

  test('a way to buy that the deal does not have leads back to the deal', async () => {
    const dealId = await publish({ title: '只能单买', mode: 'alone' });
    const phone = await stage.openPhone(BUYER, `pages/checkout/checkout?dealId=${dealId}&buy=open`);
    await phone.see('不能这样购买');
    await phone.tap('查看优惠');
    await phone.isAt('pages/deal/deal');
    await phone.see('只能单买');
  });

  test("somebody else's order and voucher are not shown", async () => {
    const { orderId } = await buy(stage, OTHER_BUYER, { dealId: await publish(), buy: 'alone' });
    const { voucherId } = await voucher(stage, OTHER_BUYER, orderId);
    const phone = await stage.openPhone(BUYER, `pages/order/order?orderId=${orderId}`);
    await phone.see('没有找到内容');
    await phone.goTo(`pages/voucher/voucher?voucherId=${voucherId}`);
    await phone.see('没有找到内容');
  });

  test('an invitation that is not one is refused, and what was typed stays', async () => {
    const phone = await stage.openPhone(BUYER, 'pages/me/me?invitation=NOPE');
    await phone.type('你在店里的称呼', '小赵');
    await phone.tap('接受邀请');
    await phone.see('邀请码无效或已过期');
    await phone.see('请向店主重新索取');
    await phone.tap('确定');
    expect([await phone.typed('邀请码'), await phone.typed('你在店里的称呼')]).toEqual(['NOPE', '小赵']);
  });
});

/** A picture of a QR code with this text. */
const codeWith = (words: string): Buffer => Buffer.from(encodeQR(words, 'gif', { scale: 8 }));

/** A voucher of another merchant of the same installation, as its buyer shows it. */
async function voucherOfOtherShop(): Promise<{ readonly qrText: string; readonly code: string }> {
  const merchant = { requestId: id(), appid: OTHER_APPID, name: '另一家', subMchId: '1900000002' };
  const { merchantId } = await stage.do(OPERATOR, 'createMerchant', merchant);
  const { setupCode } = await stage.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId });
  await stage.do('o-other', 'claimShop', { setupCode, merchantName: '另一家' }, OTHER_APPID);
  const store = { name: '别的店', address: '别处' };
  await stage.do('o-other', 'saveStore', { requestId: id(), store }, OTHER_APPID);
  const { dealId } = await stage.do('o-other', 'saveDeal', { requestId: id(), deal: aDeal() }, OTHER_APPID);
  await stage.do('o-other', 'publishDeal', { dealId }, OTHER_APPID);
  const wish = { requestId: id(), dealId, buy: 'alone', quantity: 1 } as const;
  const made = await stage.do(BUYER, 'createOrder', wish, OTHER_APPID);
  await pay(stage, BUYER, made);
  const { vouchers } = await stage.do(BUYER, 'getOrder', { orderId: made.orderId }, OTHER_APPID);
  const voucherId = vouchers[0]?.voucherId ?? '';
  const { qrText = '', code } = await stage.do(BUYER, 'getVoucher', { voucherId }, OTHER_APPID);
  return { qrText, code };
}

/** A clerk's phone at the counter of a store. */
async function clerkInStore(): Promise<Phone> {
  const clerk = await stage.openPhone(CLERK, 'clerk/pages/scan/scan');
  await clerk.tap('所在门店');
  await clerk.tap('江边店');
  await clerk.tap('确定');
  await clerk.see('扫码核销');
  return clerk;
}

describe('at the counter', () => {
  test('a picture without a code leaves the camera open, and going back leaves the page as it was', async () => {
    const clerk = await clerkInStore();
    await clerk.type(CODE_FIELD, '1234');
    const picture = await clerk.screenshot();
    await clerk.tap('扫码核销');
    await showToCamera(clerk, picture);
    await clerk.see('没有识别到二维码');
    await clerk.tap('关闭');
    await clerk.see('扫码核销');
    expect(await clerk.typed(CODE_FIELD)).toBe('1234');
  });

  test("any other code, and another shop's, are none of this shop", async () => {
    const theirs = await voucherOfOtherShop();
    const clerk = await clerkInStore();
    await clerk.tap('扫码核销');
    for (const words of ['https://example.com/', '随便一段文字', theirs.qrText]) {
      await showToCamera(clerk, codeWith(words));
      await clerk.see('不能核销');
      await clerk.see('不是本店可用的券');
      await clerk.see('请核对券码，或请顾客打开券页面重新出示');
      await clerk.tap('继续扫码');
    }
    await clerk.tap('关闭');
    await clerk.type(CODE_FIELD, theirs.code);
    await clerk.tap('查询');
    await clerk.see('不是本店可用的券');
  });

  test('a mini-program code says nothing to a clerk', async () => {
    const clerk = await clerkInStore();
    await clerk.tap('扫码核销');
    await showToCamera(clerk, codeWith('pages/deal/deal?scene=dealId%3DX'));
    await clerk.see('这不是券的二维码');
    await clerk.tap('返回');
    await clerk.see('扫码核销');
  });

  test('a code of five digits is not sent, an unknown one is refused, and too many lock the typing', async () => {
    const storeId = await hireClerk('o-typing-clerk');
    const clerk = await stage.openPhone('o-typing-clerk', 'clerk/pages/scan/scan');
    await clerk.type(CODE_FIELD, '12345');
    await clerk.tap('查询');
    await clerk.see('券码不完整：至少 6 位数字、字母或短横线');
    expect(await clerk.typed(CODE_FIELD)).toBe('12345');
    await clerk.type(CODE_FIELD, '1234 5678 9012');
    await clerk.tap('查询');
    await clerk.see('不是本店可用的券');
    for (let tried = 1; tried < 10; tried += 1) {
      await stage.refusal('o-typing-clerk', 'prepareRedemption', { storeId, code: '123456789012' });
    }
    await clerk.tap('返回');
    expect(await clerk.typed(CODE_FIELD)).toBe('1234 5678 9012');
    await clerk.tap('查询');
    await clerk.see('错误的券码输入太多次');
    await clerk.see(/请改用扫码，.*\d\d:\d\d 之后才能再输入/);
    await stage.advance(60 * MINUTE);
    await clerk.tap('返回');
    await clerk.tap('查询');
    await clerk.see('不是本店可用的券');
  });
});

/** A buyer before the payment of so many units of a deal that is bought alone. */
async function atCheckout(openid: string, dealId: string, units = 1): Promise<Phone> {
  const phone = await stage.openPhone(openid, `pages/checkout/checkout?dealId=${dealId}&buy=alone`);
  for (let chosen = 1; chosen < units; chosen += 1) await phone.tap('增加一份');
  await seeTotal(phone, `¥${String(50 * units)}`);
  return phone;
}

const seeTotal = (phone: Phone, sum: string): Promise<void> =>
  phone.frame.locator('.amount', { hasText: sum }).waitFor();

/** Pays at WeChat's sheet and allows the messages that the shop asks for. */
async function payAtSheet(phone: Phone): Promise<void> {
  await phone.tap('立即支付');
  await phone.tap('允许');
  await phone.isAt('pages/order/order');
}

describe('while somebody is about to pay', () => {
  test('the deal is taken from the shelf: he is told, and led to others', async () => {
    const dealId = await publish({ title: '就要下架' });
    const phone = await atCheckout('o-late', dealId);
    await stage.do(OWNER, 'unpublishDeal', { dealId });
    await phone.tap('微信支付');
    await phone.see('这个优惠已停止购买');
    await phone.tap('看看优惠');
    await phone.isAt('pages/deals/deals');
  });

  test('its price changes: he is told from what to what, and pays the new one with what he chose', async () => {
    const dealId = await publish({ title: '就要涨价' });
    const phone = await atCheckout('o-careful', dealId, 2);
    const deal = aDeal({ title: '就要涨价', alonePriceFen: 5500 });
    await stage.do(OWNER, 'saveDeal', { requestId: id(), dealId, deal });
    await phone.tap('微信支付');
    await phone.see('优惠内容刚刚有更新');
    await phone.see('单价：¥50 → ¥55');
    await phone.tap('知道了');
    await seeTotal(phone, '¥110');
    await phone.tap('微信支付');
    await payAtSheet(phone);
    await phone.see('¥110');
  });

  test('somebody takes the last units but one: he is told, and takes that one', async () => {
    const dealId = await publish({ title: '快卖完了', stock: 3 });
    const phone = await atCheckout('o-slow', dealId, 3);
    await buy(stage, OTHER_BUYER, { dealId, buy: 'alone', quantity: 2 });
    await phone.tap('微信支付');
    await phone.see('库存不足');
    await phone.tap('改数量');
    await seeTotal(phone, '¥50');
    await phone.see('仅剩 1 份');
    await phone.tap('微信支付');
    await payAtSheet(phone);
    expect(await stage.do('o-slow', 'listOrders', {})).toMatchObject({ items: [{ quantity: 1, status: 'issued' }] });
  });

  test('he has not paid for another order of the deal: he is led to it', async () => {
    const dealId = await publish({ title: '先付那一笔', limitPerBuyer: 2 });
    await order(stage, 'o-hasty', { dealId, buy: 'alone' });
    const phone = await atCheckout('o-hasty', dealId);
    await phone.tap('微信支付');
    await phone.see('你有一笔未付款的订单');
    await phone.tap('去看订单');
    await phone.isAt('pages/order/order');
    await phone.see('等待付款');
  });
});
