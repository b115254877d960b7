import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import type { DealInput } from '../../typings/deal';
import { HOUR, MINUTE } from '../story/cloud-driver';
import { aDeal, id } from '../story/shop';
import { codeOn, showToCamera } from './support/camera';
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

async function publish(changes: Partial<DealInput>): Promise<string> {
  const { dealId } = await stage.do('demo-owner', 'saveDeal', { requestId: id(), deal: aDeal(changes) });
  await stage.do('demo-owner', 'publishDeal', { dealId });
  return dealId;
}

/** From the checkout page: pays and allows the messages that the shop asks for. */
async function pay(phone: Phone): Promise<void> {
  await phone.isAt('pages/checkout/checkout');
  await phone.tap('微信支付');
  await phone.tap('立即支付');
  await phone.tap('允许');
}

/** Opens a group from the deal's page and pays for its first seat; gives its number. */
async function openGroup(phone: Phone, button: string | RegExp, dealId: string): Promise<string> {
  await phone.tap(button);
  await pay(phone);
  await phone.isAt('pages/group/group');
  await phone.see('还差 1 人成团');
  const [group] = await stage.query('groups', { dealId });
  return group?._id ?? '';
}

/** Joins a group that somebody has sent. */
async function join(openid: string, groupId: string, button: string | RegExp): Promise<Phone> {
  const phone = await stage.openPhone(openid, `pages/group/group?groupId=${groupId}`);
  await phone.tap(button);
  await pay(phone);
  await phone.isAt('pages/group/group');
  return phone;
}

/** The voucher that lies open on a phone is scanned from its screen and used. */
async function scan(holder: Phone): Promise<void> {
  const picture = await codeOn(holder);
  const clerk = await stage.openPhone('demo-clerk', 'clerk/pages/scan/scan');
  await clerk.tap('所在门店');
  await clerk.tap('江边店');
  await clerk.tap('确定');
  await clerk.tap('扫码核销');
  await showToCamera(clerk, picture);
  await clerk.tap('确认核销 1 张');
  await clerk.see('核销成功');
}

describe('each mode, from the first tap to the last', () => {
  test('tiered: three people step by step reach the lowest price, and see the difference come back', async () => {
    const tiers = [
      { size: 2, priceFen: 3000 },
      { size: 3, priceFen: 2000 },
    ];
    const dealId = await publish({ title: '阶梯洗车', mode: 'tiered', tiers });
    const a = await stage.openPhone(A, `pages/deal/deal?dealId=${dealId}`);
    await a.see('结束后每份退 ¥10');
    const groupId = await openGroup(a, /开阶梯团$/, dealId);

    const b = await join(B, groupId, '参团，先付 ¥30');
    await b.see('已够成团，每份 ¥30');
    await b.see('再来 1 人，每份降到 ¥20。');

    const c = await join(C, groupId, '参团，先付 ¥30');
    await c.see('已成团');
    await c.see(/差价 ¥10 原路退回/);

    await a.see('已成团');
    await a.tap('查看我的券');
    await a.see('可退 ¥20');
    await stage.advance(2 * MINUTE);
    await a.pullDown();
    await a.see('阶梯差额退款');
    await a.see('已到账');
    expect(await stage.query('groups', { dealId })).toMatchObject([{ status: 'formed', missing: 0 }]);
  });

  test('commission: a member uses his voucher, and the leader sees what he earned', async () => {
    const commission = { kind: 'percent', value: 10 } as const;
    const deal = { title: '佣金洗车', mode: 'commission', groupPriceFen: 2990, groupSize: 2, commission } as const;
    const dealId = await publish(deal);
    const a = await stage.openPhone(A, `pages/deal/deal?dealId=${dealId}`);
    await a.see('团长佣金');
    const groupId = await openGroup(a, /开 2 人团$/, dealId);

    const b = await join(B, groupId, '参团 ¥29.90');
    await b.see('已成团');
    await b.tap('查看我的券');
    await b.see('团长佣金');
    await b.tap('出示券码');
    await scan(b);

    await stage.advance(HOUR + 3 * MINUTE);
    await a.goTo('pages/me/me');
    await a.see('我的佣金');
    await a.see('¥2.99');
    await b.goTo('pages/me/me');
    await b.see('消息');
    await b.notSee('我的佣金');
  });

  test('imported codes: a buyer gets one of the codes, and it is used like any other', async () => {
    const dealId = await publish({ title: '通兑洗车', mode: 'alone', codeSource: 'imported', stock: 0 });
    const headers = { 'x-openid': 'demo-owner' };
    const file = { method: 'PUT', headers, body: 'WASH-0001\nWASH-0002\n' };
    const { fileId } = (await (await fetch(`${stage.url}/local/storage/wash.txt`, file)).json()) as { fileId: string };
    await stage.do('demo-owner', 'importCodes', { requestId: id(), dealId, fileId });

    const a = await stage.openPhone(A, `pages/deal/deal?dealId=${dealId}`);
    await a.see('仅剩 2 份');
    await a.tap(/单独购买$/);
    await pay(a);
    await a.tap('出示券码');
    await a.see(/^WASH-000[12]$/);
    await scan(a);
    await a.see('已使用');
    expect(await stage.query('codes', { dealId, orderId: null })).toHaveLength(1);
  });
});
