import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY, MINUTE, startStory } from './cloud-driver';
import { buy, formGroup, openShop, order, pay, publish } from './shop';

const GROUP = 'demo-group-result';
const REFUNDED = 'demo-refunded';
const REDEEMED = 'demo-redeemed';

let cloud: Awaited<ReturnType<typeof startStory>>;
let dealId = '';

/** Taps 允许: WeChat counts it, and so do we. */
async function allow(openid: string, template: string): Promise<void> {
  await cloud.consent(openid, template, 1);
  await cloud.do(openid, 'recordConsent', { accepted: [template] });
}

beforeAll(async () => {
  cloud = await startStory();
  await openShop(cloud);
  dealId = await publish(cloud, { groupSize: 3 });
});

afterAll(() => cloud.close());

describe('consent: what a buyer is asked, and what he then gets', () => {
  test('an order says for which messages it is worth asking, as does a later look', async () => {
    const alone = await order(cloud, 'o-alone', { dealId, buy: 'alone' });
    expect(alone.askConsent).toEqual([REFUNDED, REDEEMED]);
    const led = await order(cloud, 'o-leader', { dealId, buy: 'open' });
    expect(led.askConsent).toEqual([GROUP, REFUNDED, REDEEMED]);
    const { orderId } = led;
    const { askConsent } = await cloud.do('o-leader', 'getPayment', { orderId });
    expect(askConsent).toEqual([GROUP, REFUNDED, REDEEMED]);
    await pay(cloud, 'o-alone', alone);
    const issued = await cloud.do('o-alone', 'getOrder', { orderId: alone.orderId });
    expect(issued.askConsent).toEqual([REDEEMED, REFUNDED]);
  });

  test('one consent is one message; who gave none finds it in his inbox all the same', async () => {
    await allow('o-a', GROUP);
    await formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c']);
    const second = await formGroup(cloud, dealId, ['o-a', 'o-b', 'o-c']);
    await cloud.advance(2 * MINUTE);
    const [message, ...others] = await cloud.messages('o-a');
    expect(message).toMatchObject({ template: GROUP, fields: { thing1: '精洗一次' } });
    expect(String(message?.page)).toMatch(/^pages\/order\/order\?orderId=[0-9A-Z]{20}$/);
    expect(others).toEqual([]);
    expect(await cloud.messages('o-b')).toEqual([]);
    const kinds = (await cloud.do('o-b', 'listMessages', {})).items.map(({ kind }) => kind);
    expect(kinds).toEqual(['group_formed', 'group_formed']);
    expect(second.orderIds).toHaveLength(3);
  });

  test('getMe counts what was not read, for anyone', async () => {
    const unread = async (openid: string) => (await cloud.do(openid, 'getMe', {})).unreadMessages;
    expect([await unread('o-b'), await unread('o-nobody')]).toEqual([2, 0]);
    const [first] = (await cloud.do('o-b', 'listMessages', {})).items;
    await cloud.do('o-b', 'markRead', { messageIds: [first?.messageId ?? ''] });
    expect(await unread('o-b')).toBe(1);
  });
});

describe('share cards: which of them are kept up to date', () => {
  test('the five that were shared last, and none of a group that is over', async () => {
    const { groupId = '' } = await buy(cloud, 'o-d', { dealId, buy: 'open' });
    const share = async () => (await cloud.do('o-anyone', 'getShareCard', { groupId })).activityId;
    const kept = async () => {
      const [group] = await cloud.query('groups', { _id: groupId });
      return (group?.cards as { id: string }[]).map(({ id }) => id);
    };
    const cards = [];
    for (let n = 0; n < 7; n += 1) cards.push(await share());
    expect(await kept()).toEqual(cards.slice(2));
    await cloud.advance(DAY + MINUTE);
    await share();
    expect(await kept()).toEqual(cards.slice(2));
  });
});
