import type { Input, Output } from '../../typings/api';
import type { DealInput } from '../../typings/deal';
import type { PaymentRequest, VoucherView } from '../../typings/order';
import { HOUR, MINUTE, startStory, type Driver, type Row, type Story } from './cloud-driver';

export { OPERATOR } from '../../emulator/local/set-up';

export const OWNER = 'o-owner';
export const MANAGER = 'o-manager';
export const CLERK = 'o-clerk';

let requests = 0;

/** The id of a new request. */
export const id = (): string => `request-${String((requests += 1)).padStart(6, '0')}`;

/** A deal as the stories sell it: 29.90 in a group of two, 50.00 alone. */
export const aDeal = (changes: Partial<DealInput> = {}): DealInput => ({
  ...{ title: '精洗一次', description: '到店洗车', imageFileIds: [], mode: 'share' },
  ...{ alonePriceFen: 5000, groupPriceFen: 2990, groupSize: 2, windowMinutes: 1440 },
  ...{ stock: 100, unitsPerOrderMax: 10, usesPerVoucher: 1, validity: { days: 60 }, codeSource: 'generated' },
  ...changes,
});

/** The owner claims the shop and opens a store; a clerk comes to work there. */
export async function openShop(cloud: Driver): Promise<{ readonly storeId: string; readonly merchantId: string }> {
  const claim = { setupCode: cloud.setUpCode, merchantName: '测试店' };
  const { merchantId } = await cloud.do(OWNER, 'claimShop', claim);
  const storeId = await openStore(cloud, '一号店');
  await hire(cloud, CLERK, { storeIds: [storeId], nickname: '小王' });
  return { storeId, merchantId };
}

/** A cloud whose shop has one store, a clerk there, and a manager. */
export async function startShop(): Promise<Story> {
  const cloud = await startStory();
  await openShop(cloud);
  await hire(cloud, MANAGER, { role: 'manager' });
  return cloud;
}

/** The owner opens one more store. */
export async function openStore(cloud: Driver, name: string): Promise<string> {
  const store = { name, address: '某路 1 号' };
  return (await cloud.do(OWNER, 'saveStore', { requestId: id(), store })).storeId;
}

/** A person accepts an invitation of the owner. */
export async function hire(
  cloud: Driver,
  openid: string,
  offer: { readonly role?: 'clerk' | 'manager'; readonly storeIds?: readonly string[]; readonly nickname?: string },
): Promise<void> {
  const { role = 'clerk', storeIds = [], nickname = '员工' } = offer;
  const { invitation } = await cloud.do(OWNER, 'inviteStaff', { requestId: id(), role, storeIds });
  await cloud.do(openid, 'acceptInvitation', { invitation, nickname });
}

/** The owner writes a deal and puts it on the shelf. */
export async function publish(cloud: Driver, changes: Partial<DealInput> = {}): Promise<string> {
  const { dealId } = await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal: aDeal(changes) });
  await cloud.do(OWNER, 'publishDeal', { dealId });
  return dealId;
}

/** What somebody wants to buy; one unit unless said otherwise. */
export type Wish = Omit<Input<'createOrder'>, 'requestId' | 'quantity'> & { readonly quantity?: number };

/** The input of `createOrder` for a wish, as a new request. */
export const ordering = (wish: Wish): Input<'createOrder'> => ({ requestId: id(), quantity: 1, ...wish });

/** An order made and not yet paid. */
export const order = (cloud: Driver, openid: string, wish: Wish): Promise<Output<'createOrder'>> =>
  cloud.do(openid, 'createOrder', ordering(wish));

/** Somebody leads a commission group of two, and the other's voucher is used, past undoing. Gives the leader's id. */
export async function earnCommission(cloud: Driver, leader: string, member: string): Promise<string> {
  const dealId = await publish(cloud, { mode: 'commission', commission: { kind: 'percent', value: 10 } });
  const { orderIds } = await formGroup(cloud, dealId, [leader, member]);
  const { code } = await voucher(cloud, member, orderIds[1] ?? '');
  await redeem(cloud, CLERK, { code });
  await cloud.advance(HOUR + 2 * MINUTE);
  return (await cloud.do(OWNER, 'listCommissions', {})).items[0]?.leaderId ?? '';
}

/** A file in the cloud's storage, as a person's phone puts it there. Gives its id. */
export async function upload(cloud: Driver, openid: string, path: string, text: string): Promise<string> {
  const response = await fetch(`${cloud.url}/local/storage/${path}`, {
    ...{ method: 'PUT', headers: { 'x-openid': openid }, body: text },
  });
  if (response.status !== 200) throw new Error(`${path} could not be uploaded: ${String(response.status)}`);
  return ((await response.json()) as { fileId: string }).fileId;
}

/** Pays at the sheet; rejects where WeChat does not take the money. */
export async function pay(cloud: Driver, openid: string, made: { readonly payment: PaymentRequest }): Promise<void> {
  const reply = await cloud.pay(openid, made.payment);
  if (reply.status !== 200) throw new Error(`${openid} could not pay: ${JSON.stringify(reply)}`);
}

/** Orders and pays. */
export async function buy(cloud: Driver, openid: string, wish: Wish): Promise<Output<'createOrder'>> {
  const made = await order(cloud, openid, wish);
  await pay(cloud, openid, made);
  return made;
}

/** A leader opens a group of a deal and members fill it; their orders in the same order. */
export async function formGroup(
  cloud: Driver,
  dealId: string,
  openids: readonly string[],
  quantity = 1,
): Promise<{ readonly groupId: string; readonly orderIds: readonly string[] }> {
  const [leader = '', ...members] = openids;
  const led = await buy(cloud, leader, { dealId, buy: 'open', quantity });
  const groupId = led.groupId ?? '';
  const orderIds = [led.orderId];
  for (const member of members) {
    orderIds.push((await buy(cloud, member, { dealId, buy: 'join', groupId, quantity })).orderId);
  }
  return { groupId, orderIds };
}

/** The vouchers of an order as their buyer shows them now. */
export async function vouchers(cloud: Driver, openid: string, orderId: string): Promise<VoucherView[]> {
  const { vouchers: listed } = await cloud.do(openid, 'getOrder', { orderId });
  return Promise.all(listed.map(({ voucherId }) => cloud.do(openid, 'getVoucher', { voucherId })));
}

/** The first voucher of an order, as its buyer shows it now. */
export async function voucher(cloud: Driver, openid: string, orderId: string): Promise<VoucherView> {
  const [first] = await vouchers(cloud, openid, orderId);
  if (!first) throw new Error(`order ${orderId} has no voucher`);
  return first;
}

/** A clerk uses up what is shown. */
export const redeem = (cloud: Driver, openid: string, shown: Omit<Input<'redeemVoucher'>, 'requestId'>) =>
  cloud.do(openid, 'redeemVoucher', { requestId: id(), ...shown });

/** An alone order whose money WeChat could not bring back: the number of its refund, which waits for a person. */
export async function notArrived(cloud: Driver, openid: string, dealId: string, appid?: string): Promise<string> {
  const made = await cloud.do(openid, 'createOrder', ordering({ dealId, buy: 'alone' }), appid);
  await pay(cloud, openid, made);
  await cloud.faults({ match: {}, kind: 'refund-abnormal' });
  const refund = { requestId: id(), orderId: made.orderId };
  const { refundId } = await cloud.do(openid, 'requestRefund', refund, appid);
  await cloud.advance(120_000);
  await cloud.faults();
  return refundId;
}

/** Free units of a deal now. */
export const stockOf = async (cloud: Driver, dealId: string): Promise<number> =>
  (await cloud.do(OWNER, 'getDeal', { dealId })).stock;

/** A row of the ledger: why, from, to, fen. */
export type LedgerRow = readonly [id: string, from: string, to: string, fen: number];

/** Every transfer of some orders by time. `names` are what their ids, and those of refunds, are written as. */
export async function ledger(cloud: Driver, names: Readonly<Record<string, string>>): Promise<LedgerRow[]> {
  const named = (text: string): string =>
    Object.entries(names).reduce((written, [real, name]) => written.replaceAll(real, name), text);
  const rows = await cloud.query('transfers', { orderId: { $in: Object.keys(names) } });
  return rows
    .map((row): Row => ({ ...row, _id: named(row._id) }))
    .sort((a, b) => Number(a.at) - Number(b.at) || (a._id < b._id ? -1 : 1))
    .map(({ _id, from, to, fen }) => [_id, String(from), String(to), Number(fen)]);
}

/** What lies in each account of the ledger; WeChat's side is negative by all that came in. */
export function accounts(rows: readonly LedgerRow[]): Record<string, number> {
  const sums: Record<string, number> = { wechat: 0, escrow: 0, merchant: 0 };
  for (const [, from, to, fen] of rows) {
    sums[from] = (sums[from] ?? 0) - fen;
    sums[to] = (sums[to] ?? 0) + fen;
  }
  return sums;
}
