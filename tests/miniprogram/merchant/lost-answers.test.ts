import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { startStory, type Story } from '../../story/cloud-driver';
import { aDeal, buy, id, openShop, OWNER, publish } from '../../story/shop';
import { pagesAt, type OpenPage } from '../open-page';

const BUYER = 'o-buyer-a';

const orders = pagesAt('merchant/pages/order/order', 'load');
const stores = pagesAt('merchant/pages/stores/stores', 'load');
const deals = pagesAt('merchant/pages/deal/deal', 'load');

let cloud: Story;
let dealId: string;
/** The action whose next answer does not come back, or that does not get there. */
let losing: { readonly action: string; readonly where: 'there' | 'back' } | undefined;
const questions: unknown[] = [];
const stored = new Map<string, unknown>();

/** The phone's door to the cloud, over this test's network. */
async function callFunction({ data }: { readonly data: { readonly action: string } }): Promise<{ result: unknown }> {
  const lost = losing?.action === data.action ? losing : undefined;
  if (lost) losing = undefined;
  if (lost?.where === 'there') throw new Error('cloud.callFunction:fail');
  const { body } = await cloud.call(OWNER, 'api', data);
  if (lost) throw new Error('cloud.callFunction:fail timeout');
  return body as { readonly result: unknown };
}

const wx = {
  cloud: { callFunction },
  showModal: (asked: object) => Promise.resolve({ confirm: questions.push(asked) > 0 }),
  getStorageSync: (key: string) => stored.get(key),
  setStorageSync: (key: string, value: unknown) => void stored.set(key, value),
  removeStorageSync: (key: string) => void stored.delete(key),
  ...Object.fromEntries(
    ['showToast', 'setNavigationBarTitle', 'navigateBack', 'onNetworkStatusChange', 'offNetworkStatusChange'].map(
      (name) => [name, () => Promise.resolve()],
    ),
  ),
};

beforeAll(async () => {
  cloud = await startStory();
  await openShop(cloud);
  dealId = await publish(cloud);
  Object.assign(globalThis, { wx, getCurrentPages: () => [0, 1] });
});
beforeEach(() => {
  losing = undefined;
  questions.length = 0;
});
afterAll(() => cloud.close());

const type = (page: OpenPage, name: string, value: string): Promise<void> =>
  page.does('type', { detail: { value }, currentTarget: { dataset: { name, field: name } } });

describe('a refund whose answer was lost', () => {
  /** A paid order on the page, with five yuan of it to be given back. */
  async function refunding(quantity = 1) {
    const { orderId } = await buy(cloud, BUYER, { dealId, buy: 'alone', quantity });
    const page = await orders({ orderId });
    await type(page, 'reason', '生病');
    const refunds = async () => (await cloud.do(OWNER, 'getMerchantOrder', { orderId })).refunds;
    return { orderId, page, refunds, open: () => orders({ orderId }) };
  }
  const five = async (page: OpenPage): Promise<void> => {
    await type(page, 'way', 'sum');
    await type(page, 'sum', '5');
  };
  const lost = async (page: OpenPage): Promise<void> => {
    losing = { action: 'refundOrder', where: 'back' };
    await page.does('refund');
    expect(page.shown().step).toMatchObject({ kind: 'unknown' });
  };

  test('is not made twice by a page that is opened anew', async () => {
    const { page, refunds, open } = await refunding();
    await five(page);
    await lost(page);
    await page.does('onUnload');
    const again = await open();
    expect(again.shown()).toMatchObject({
      ...{ step: { kind: 'unknown', what: '上次没有收到结果' }, view: { form: { way: 'sum', sum: '5' } } },
    });
    await again.does('refund');
    expect(again.shown().step).toEqual({ kind: 'typing' });
    expect(await refunds()).toMatchObject([{ amountFen: 500 }]);
  });

  test('is sent again though by now the form could not be sent', async () => {
    const { page, refunds } = await refunding();
    await type(page, 'way', 'sum');
    await type(page, 'sum', '30');
    await lost(page);
    await page.does('load');
    await page.does('refund');
    expect(page.shown()).toMatchObject({ step: { kind: 'typing' }, problems: { sum: '' } });
    expect(await refunds()).toMatchObject([{ amountFen: 3000 }]);
  });

  test('is not made twice where the answer comes after all, once the page was opened anew', async () => {
    const { page, refunds, open } = await refunding();
    await five(page);
    const sent = page.does('refund');
    const again = await open();
    await sent;
    await again.does('refund');
    expect(await refunds()).toHaveLength(1);
  });

  test('leaves other orders alone', async () => {
    const { page } = await refunding();
    await five(page);
    await lost(page);
    const { page: other } = await refunding();
    expect(other.shown()).toMatchObject({ step: { kind: 'typing' }, view: { form: { way: 'vouchers' } } });
  });

  test('asks only once, before it is first sent', async () => {
    const { page } = await refunding();
    await five(page);
    await lost(page);
    await page.does('refund');
    expect(questions).toHaveLength(1);
  });
});

test('a refund whose button is tapped twice is asked about once, and made once', async () => {
  const { orderId } = await buy(cloud, BUYER, { dealId, buy: 'alone' });
  const page = await orders({ orderId });
  for (const [name, value] of Object.entries({ reason: '生病', way: 'sum', sum: '5' })) await type(page, name, value);
  await Promise.all([page.does('refund'), page.does('refund')]);
  expect(questions).toHaveLength(1);
  expect((await cloud.do(OWNER, 'getMerchantOrder', { orderId })).refunds).toMatchObject([{ amountFen: 500 }]);
});

test('vouchers that were redeemed or refunded meanwhile leave the refund form', async () => {
  const { orderId } = await buy(cloud, BUYER, { dealId, buy: 'alone', quantity: 2 });
  const page = await orders({ orderId });
  const { vouchers } = await cloud.do(OWNER, 'getMerchantOrder', { orderId });
  const ids = vouchers.map(({ voucherId }) => voucherId);
  for (const value of ids) await page.does('toggle', { detail: { value } });
  expect(page.shown().view).toMatchObject({ form: { voucherIds: ids } });
  const [first = ''] = ids;
  await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, voucherIds: [first], reason: '生病' });
  await page.does('load');
  expect(page.shown().view).toMatchObject({ form: { way: 'vouchers', voucherIds: ids.slice(1) } });
});

describe('a store whose answer was lost', () => {
  const names = async (): Promise<string[]> =>
    (await cloud.do(OWNER, 'listStores', {})).items.map(({ name }) => name).sort();
  /** The sheet of a new store, filled and sent in vain. */
  async function unsaved(name: string, where: 'there' | 'back') {
    const page = await stores();
    await page.does('add');
    await type(page, 'name', name);
    await type(page, 'address', '某路 1 号');
    losing = { action: 'saveStore', where };
    await page.does('save');
    expect(page.shown().sheet).toMatchObject({ kind: 'form' });
    return page;
  }

  test.each(['there', 'back'] as const)(
    'is saved once, though something else is typed (lost on the way %s)',
    async (where) => {
      const before = await names();
      const page = await unsaved(`先 ${where}`, where);
      await type(page, 'name', `后 ${where}`);
      await page.does('save');
      expect(page.shown().sheet).toEqual({ kind: 'none' });
      expect(await names()).toEqual([...before, `后 ${where}`].sort());
    },
  );

  test('comes back with what was typed when the sheet is opened again, and is saved once', async () => {
    const before = await names();
    const page = await unsaved('回来', 'back');
    await page.does('close');
    await page.does('onUnload');
    const again = await stores();
    await again.does('add');
    expect(again.shown()).toMatchObject({ form: { name: '回来' }, sheet: { kind: 'form', isUnanswered: true } });
    await again.does('save');
    expect(await names()).toEqual([...before, '回来'].sort());
    await again.does('add');
    expect(again.shown()).toMatchObject({ form: { name: '' }, sheet: { kind: 'form', isUnanswered: false } });
  });
});

describe('a deal that is to be published', () => {
  async function publishing(action: string, where: 'there' | 'back') {
    const { dealId: draft } = await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal: aDeal() });
    const page = await deals({ dealId: draft });
    losing = { action, where };
    await page.does('save', { currentTarget: { dataset: { name: 'publish' } } });
    await page.does('onHide');
    return page.shown().step;
  }

  test('and whose answer was lost is not said to be off the shelf', async () => {
    expect(await publishing('publishDeal', 'back')).toMatchObject({
      ...{ kind: 'failed', todo: '内容已保存，不确定是否已上架；连上后请再试一次，不会重复' },
    });
  });

  test('and was not even judged is not said to have an effect', async () => {
    expect(await publishing('checkDeal', 'there')).toMatchObject({
      ...{ kind: 'failed', todo: '填写的内容不会丢失；连上后请再试一次' },
    });
  });
});
