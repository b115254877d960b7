import type { Action, Input } from '../../../typings/api';
import { DAY, START, type Driver, type Row } from '../../story/cloud-driver';
import { CLERK, MANAGER, OPERATOR, OWNER } from '../../story/shop';
import { PARTNER_CLERK } from './past';

const DAYS = 10;

/** The n-th day of the story, from 0, in Shanghai. */
const day = (n: number): string => new Date(START + n * DAY).toISOString().slice(0, 10);

/** Everybody reads everything that he may, page by page; nothing is changed by it. */
export async function readEverything(cloud: Driver): Promise<void> {
  const orders = await cloud.query('orders');
  for (const buyer of new Set(orders.map((order) => String(order.buyer)))) {
    await readAsBuyer(
      cloud,
      buyer,
      orders.filter((order) => order.buyer === buyer),
    );
  }
  for (const group of await cloud.query('groups')) await cloud.do('o-passer-by', 'getGroup', { groupId: group._id });
  await pages(cloud, 'o-passer-by', 'listDeals', { limit: 4 });
  for (const { _id: dealId, status } of await cloud.query('deals')) {
    if (status !== 'draft') await cloud.do('o-passer-by', 'getDeal', { dealId });
  }
  await readAsStaff(cloud, orders);
  await readTheBooks(cloud);
  await pages(cloud, OPERATOR, 'listMerchants', {});
}

async function readAsBuyer(cloud: Driver, buyer: string, orders: readonly Row[]): Promise<void> {
  await cloud.do(buyer, 'getMe', {});
  await pages(cloud, buyer, 'listOrders', { limit: 1 });
  await pages(cloud, buyer, 'listMessages', { limit: 2 });
  for (const { _id: orderId } of orders) {
    const { status, vouchers } = await cloud.do(buyer, 'getOrder', { orderId });
    for (const { voucherId } of vouchers) await cloud.do(buyer, 'getVoucher', { voucherId });
    await cloud.ask(buyer, 'getPayment', { orderId });
    if (paid(status)) await cloud.do(buyer, 'confirmPayment', { orderId });
  }
}

/** Of any other WeChat would be asked whether it has been paid, and believed. */
const paid = (status: string): boolean => status !== 'pending_payment' && status !== 'closed';

async function readAsStaff(cloud: Driver, orders: readonly Row[]): Promise<void> {
  for (const person of [OWNER, MANAGER, CLERK, PARTNER_CLERK]) {
    await cloud.do(person, 'getMe', {});
    await pages(cloud, person, 'listRedemptions', { limit: 3 });
    await pages(cloud, person, 'listMessages', { limit: 3 });
  }
  for (const action of ['listMerchantDeals', 'listStores', 'listStaff'] as const) {
    await pages(cloud, OWNER, action, { limit: 2 });
  }
  await pages(cloud, MANAGER, 'listMerchantOrders', { limit: 10 });
  await pages(cloud, MANAGER, 'listMerchantOrders', { status: 'refunding' });
  await pages(cloud, MANAGER, 'listMerchantOrders', { day: day(9) });
  for (const { _id: orderId } of orders) await cloud.do(MANAGER, 'getMerchantOrder', { orderId });
}

/** Every day's statement, those of stores and clerks, balance, report and exports. */
async function readTheBooks(cloud: Driver): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, n) => day(n));
  for (const one of days) await cloud.do(OWNER, 'getStatement', { fromDay: one, toDay: one });
  const all = { fromDay: day(0), toDay: day(DAYS - 1) };
  await cloud.do(OWNER, 'getStatement', all);
  for (const { storeId } of (await cloud.do(OWNER, 'listStores', {})).items) {
    await cloud.do(OWNER, 'getStatement', { ...all, storeId });
  }
  for (const { staffId } of (await cloud.do(OWNER, 'listStaff', {})).items) {
    await cloud.do(OWNER, 'getStatement', { ...all, clerkId: staffId });
  }
  await cloud.do(OWNER, 'getBalance', {});
  await cloud.do(OWNER, 'getReport', all);
  for (const format of ['csv', 'xlsx'] as const) await cloud.do(OWNER, 'exportOrders', { ...all, format });
}

/** Reads a list to its end. */
async function pages<A extends Action>(cloud: Driver, by: string, action: A, input: Input<A>): Promise<void> {
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const answer = await cloud.ask(by, action, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    if (!answer.ok) throw new Error(`${action} of ${by} was refused: ${answer.error}`);
    cursor = (answer.data as { readonly cursor?: string }).cursor;
  }
}
