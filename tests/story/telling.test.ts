import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wechatForTests } from '../../emulator/wechat/wechat-for-tests';
import { getUnlimited } from '../../emulator/wechat/wxacode';
import { DAY, MINUTE, startStory, type Story } from './cloud-driver';
import { aDeal, buy, formGroup, id, openShop, order, OWNER, pay, publish } from './shop';

const GROUP = 'demo-group-result';
const REFUNDED = 'demo-refunded';
const REDEEMED = 'demo-redeemed';

let cloud: Story;
let storeId = '';
let dealId = '';

/** Taps 允许: WeChat counts it, and so do we. */
async function allow(openid: string, template: string): Promise<void> {
  await cloud.consent(openid, template, 1);
  await cloud.do(openid, 'recordConsent', { accepted: [template] });
}

beforeAll(async () => {
  cloud = await startStory();
  ({ storeId } = await openShop(cloud));
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

describe('mini-program codes: a picture that opens a deal, a group or a store', () => {
  test.each(['dealId', 'groupId', 'storeId'] as const)(
    '%s: opens its page, and says what it is about',
    async (field) => {
      const { groupId = '' } = await buy(cloud, 'o-d', { dealId, buy: 'open' });
      const about = { dealId, groupId, storeId }[field];
      const { url, path } = await cloud.do('o-anyone', 'getShareCode', { [field]: about });
      const page = { dealId: 'pages/deal/deal', groupId: 'pages/group/group', storeId: 'pages/deals/deals' }[field];
      expect(path).toBe(`${page}?${field}=${about}`);
      expect(url).toMatch(new RegExp(`/codes/\\w+/${about}\\.png`));
      const drawn = getUnlimited(wechatForTests(), { page, scene: `${field}=${about}` }, { appid: '' });
      expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual('bytes' in drawn ? drawn.bytes : undefined);
    },
  );

  test('not of a draft, nor of nothing or of two things at once', async () => {
    const { dealId: draftId } = await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal: aDeal() });
    const asking = (asked: object) => cloud.refusal('o-anyone', 'getShareCode', asked);
    const onlyOne = { error: 'INVALID_INPUT', detail: { field: 'dealId' } };
    expect(await asking({ dealId: draftId })).toEqual({ error: 'NOT_FOUND' });
    expect(await asking({})).toEqual(onlyOne);
    expect(await asking({ dealId, storeId })).toEqual(onlyOne);
  });
});
