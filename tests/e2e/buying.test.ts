import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { HOUR, MINUTE } from '../story/cloud-driver';
import { aDeal, id } from '../story/shop';
import { codeOn, halfCovered, showToCamera } from './support/camera';
import type { Phone } from './support/phone';
import { openStage, type Stage } from './support/stage';

const A = 'demo-buyer-1';
const B = 'demo-buyer-2';
const C = 'demo-buyer-4';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
});

afterEach(async () => {
  await stage.expectClean();
  await stage.closePhones();
});

afterAll(() => stage.close());

/** A deal of a group of two, on sale in the demo shop. */
async function publish(title: string, stock = 200): Promise<string> {
  const deal = aDeal({ title, mode: 'share', groupPriceFen: 2990, groupSize: 2, alonePriceFen: 6800, stock });
  const { dealId } = await stage.do('demo-owner', 'saveDeal', { requestId: id(), deal });
  await stage.do('demo-owner', 'publishDeal', { dealId });
  return dealId;
}

/** From the checkout page: pays and allows the messages that the shop asks for. */
async function pay(phone: Phone): Promise<void> {
  await phone.tap('微信支付');
  await phone.tap('立即支付');
  await phone.tap('允许');
}

/** Opens a group from the deal's page and pays for its first seat. */
async function openGroup(openid: string, dealId: string): Promise<Phone> {
  const phone = await stage.openPhone(openid, `pages/deal/deal?dealId=${dealId}`);
  await phone.tap(/开 2 人团$/);
  await phone.isAt('pages/checkout/checkout');
  await pay(phone);
  await phone.isAt('pages/group/group');
  await phone.see('还差 1 人成团');
  return phone;
}

async function share(phone: Phone): Promise<void> {
  await phone.tap('邀请好友参团');
  await phone.tap('拼团群');
  await phone.tap('发送');
}

/** Finds the group's card in the chat, and sees the group. */
async function openCard(openid: string, title: string): Promise<Phone> {
  const phone = await stage.openPhone(openid);
  await phone.tap(/拼团群/);
  await phone.tap(new RegExp(`还差1人.*${title}`));
  await phone.isAt('pages/group/group');
  return phone;
}

describe('two people, a group, a voucher', () => {
  test('shared in a chat, joined, paid, scanned from a screen, and refused the second time', async () => {
    const dealId = await publish('江边洗车');
    const a = await openGroup(A, dealId);
    await share(a);

    const b = await openCard(B, '江边洗车');
    await b.see('还差 1 人成团');
    await b.tap(/^参团/);
    await pay(b);
    await b.see('已成团');
    await b.tap('查看我的券');
    await b.isAt('pages/order/order');
    await b.see('券已到手');

    await a.see('已成团');
    await a.tap('查看我的券');
    await a.tap('出示券码');
    await a.isAt('pages/voucher/voucher');
    const picture = await codeOn(a);

    const clerk = await stage.openPhone('demo-clerk', 'clerk/pages/scan/scan');
    await clerk.tap('所在门店');
    await clerk.tap('江边店');
    await clerk.tap('确定');
    await clerk.tap('扫码核销');
    await showToCamera(clerk, await halfCovered(clerk, picture));
    await clerk.see('没有识别到二维码');
    await showToCamera(clerk, picture);
    await clerk.see('买家 阿**');
    await clerk.tap('确认核销 1 张');
    await clerk.see('核销成功');

    await a.see(/刚刚|江边店 · 使用 1 次/);
    await a.see('已使用');

    await clerk.tap('继续扫码');
    await showToCamera(clerk, picture);
    await clerk.see('不能核销');
    await clerk.see(/这张券已在 .* 用过/);
  });

  test('the last seat goes to one of two, and the other is told what he can do', async () => {
    const dealId = await publish('最后一席');
    await share(await openGroup(A, dealId));
    const [b, c] = await Promise.all([openCard(B, '最后一席'), openCard(C, '最后一席')]);
    await Promise.all([b.tap(/^参团/), c.tap(/^参团/)]);
    await Promise.all([b.isAt('pages/checkout/checkout'), c.isAt('pages/checkout/checkout')]);
    await Promise.all([b.tap('微信支付'), c.tap('微信支付')]);
    const winner = await Promise.race([b.see('立即支付').then(() => b), c.see('立即支付').then(() => c)]);
    const loser = winner === b ? c : b;
    await loser.see(/名额刚刚被占满/);
    await loser.see(/有人正在付款/);
    await winner.tap('立即支付');
    await winner.tap('允许');
    await winner.see('已成团');
    const [group] = await stage.query('groups', { dealId });
    expect(group).toMatchObject({ status: 'formed', missing: 0, left: 0, held: 0 });
  });

  test('a group that does not fill is refunded, and everyone in it sees so', async () => {
    const deal = aDeal({ title: '没凑满', mode: 'share', groupPriceFen: 5800, groupSize: 3, alonePriceFen: 9800 });
    const { dealId } = await stage.do('demo-owner', 'saveDeal', { requestId: id(), deal });
    await stage.do('demo-owner', 'publishDeal', { dealId });
    const a = await stage.openPhone(A, `pages/deal/deal?dealId=${dealId}`);
    await a.tap(/开 3 人团$/);
    await pay(a);
    await a.see('还差 2 人成团');
    await a.tap('邀请好友参团');
    await a.tap('拼团群');
    await a.tap('发送');
    const b = await stage.openPhone(B);
    await b.tap(/拼团群/);
    await b.tap(/还差2人.*没凑满/);
    await b.tap(/^参团/);
    await pay(b);
    await b.see('还差 1 人成团');

    await stage.advance(24 * HOUR + 10 * MINUTE);
    for (const phone of [a, b]) {
      await phone.see('未成团，正在退款');
      await phone.tap('查看退款');
      await phone.isAt('pages/order/order');
      await phone.see('已全额退款');
      await phone.see('¥58');
      await phone.see('未成团，自动退款');
      await phone.see('已到账');
    }
    const [stocked] = await stage.query('deals', { _id: dealId });
    expect(stocked).toMatchObject({ free: deal.stock });
  });
});
