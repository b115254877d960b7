import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { startStory, type Story } from '../../story/cloud-driver';
import { buy, openShop, OWNER, publish, voucher } from '../../story/shop';
import { pagesAt, type OpenPage } from '../open-page';

const BUYER = 'o-buyer-a';
const opened = pagesAt('clerk/pages/scan/scan', 'onShow');

let cloud: Story;
let cardId: string;
/** Whether the next redemption does not get there, or its answer does not come back. */
let losing: 'there' | 'back' | undefined;
let storeCount = 1;

async function callFunction({ data }: { readonly data: { readonly action: string } }): Promise<{ result: unknown }> {
  const lost = data.action === 'redeemVoucher' ? losing : undefined;
  if (lost) losing = undefined;
  if (lost === 'there') throw new Error('cloud.callFunction:fail');
  const { body } = await cloud.call(OWNER, 'api', data);
  if (lost) throw new Error('cloud.callFunction:fail timeout');
  const { result } = body as { readonly result: { readonly data: { readonly stores?: readonly unknown[] } } };
  if (data.action !== 'getMe') return { result };
  return { result: { ...result, data: { ...result.data, stores: result.data.stores?.slice(0, storeCount) } } };
}

const sound = { onEnded: () => undefined, play: () => undefined, src: '' };
const wx = {
  cloud: { callFunction },
  createInnerAudioContext: () => sound,
  getStorageSync: () => '',
  ...Object.fromEntries(['vibrateShort', 'vibrateLong'].map((name) => [name, () => Promise.resolve()])),
};

beforeAll(async () => {
  cloud = await startStory();
  await openShop(cloud);
  cardId = await publish(cloud, { usesPerVoucher: 5 });
  Object.assign(globalThis, { wx, getCurrentPages: () => [] });
});
beforeEach(() => {
  losing = undefined;
  storeCount = 1;
});
afterAll(() => cloud.close());

/** The page of a clerk, once it is filled. */
async function scans(): Promise<OpenPage> {
  const page = await opened();
  await page.does('load');
  return page;
}

/** A voucher that somebody has bought, and what the clerk does with its digits. */
async function bought(dealId = cardId) {
  const { orderId } = await buy(cloud, BUYER, { dealId, buy: 'alone' });
  const { voucherId, code } = await voucher(cloud, BUYER, orderId);
  const redemptions = async () => (await cloud.do(BUYER, 'getVoucher', { voucherId })).redemptions;
  const look = async (page: OpenPage): Promise<void> => {
    await page.does('typeCode', { detail: { value: code } });
    await page.does('lookAtCode');
  };
  return { voucherId, redemptions, look };
}

describe('a redemption whose answer was lost', () => {
  test.each(['there', 'back'] as const)('on its way %s uses a times card once, though looked at anew', async (way) => {
    const { look, redemptions } = await bought();
    const page = await scans();
    await look(page);
    await page.does('chooseUses', { detail: { value: 2 } });
    losing = way;
    await page.does('redeem');
    expect(page.shown().step).toMatchObject({ kind: 'looked', unsure: expect.stringContaining('还不知道') });

    const again = await scans();
    await look(again);
    expect(again.shown().step).toMatchObject({
      ...{ kind: 'looked', uses: 2, unsure: expect.stringContaining('上次') },
    });
    await again.does('redeem');
    expect(again.shown().step).toMatchObject({ kind: 'redeemed', what: '2 次 · 1 张券' });
    expect(await redemptions()).toMatchObject([{ uses: 2 }]);

    await look(again);
    expect(again.shown().step).toMatchObject({ kind: 'looked', uses: 1, unsure: '' });
  });

  test('is told as done where the voucher is used up by it', async () => {
    const { look, redemptions } = await bought(await publish(cloud));
    const page = await scans();
    await look(page);
    losing = 'back';
    await page.does('redeem');
    const again = await scans();
    await look(again);
    expect(again.shown().step).toMatchObject({ kind: 'redeemed', what: '1 次 · 1 张券' });
    await look(again);
    expect(again.shown().step).toMatchObject({ kind: 'refused' });
    expect(await redemptions()).toHaveLength(1);
  });
});

test('a shop without stores is told what is missing', async () => {
  storeCount = 0;
  const page = await scans();
  expect(page.shown().view).toMatchObject({ state: 'ready', stores: [], mayAddStore: true });
});
