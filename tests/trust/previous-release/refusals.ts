import { DAY, HOUR, SECOND, type Driver } from '../../story/cloud-driver';
import * as shop from '../../story/shop';
import { CLERK, id, MANAGER, OPERATOR, OWNER } from '../../story/shop';
import type { Premises } from './past';
import { PARTNER_CLERK } from './past';

/** Buyers are refused what is not on sale, not theirs to have, or gone; and may do the rest. */
export async function refuseBuyers(cloud: Driver, { deals: on }: Premises): Promise<void> {
  const tries = (by: string, wish: shop.Wish) => cloud.refusal(by, 'createOrder', shop.ordering(wish));
  await tries('o-r-1', { dealId: on.gone, buy: 'alone' });
  await tries('o-r-1', { dealId: on.alone, buy: 'open' });
  await tries('o-r-1', { dealId: on.pair, buy: 'alone', quantity: 11 });
  await tries('o-r-1', { dealId: on.alone, buy: 'alone', quantity: 6 });
  await tries('o-r-1', { dealId: on.quick, buy: 'alone', quantity: 10, version: 9 });
  await cloud.ask('o-r-1', 'buyEverything', {});
  const led = await shop.buy(cloud, 'o-r-1', { dealId: on.pair, buy: 'open' });
  const groupId = led.groupId ?? '';
  await tries('o-r-1', { dealId: on.pair, buy: 'join', groupId });
  await cloud.refusal('o-r-1', 'requestRefund', { requestId: id(), orderId: led.orderId });
  const held = await shop.order(cloud, 'o-r-2', { dealId: on.pair, buy: 'join', groupId });
  await tries('o-r-3', { dealId: on.pair, buy: 'join', groupId });
  await shop.pay(cloud, 'o-r-2', held);
  await tries('o-r-3', { dealId: on.pair, buy: 'join', groupId });
  await cloud.refusal('o-r-2', 'getPayment', { orderId: held.orderId });
  await cloud.refusal('o-r-2', 'cancelOrder', { orderId: held.orderId });
  await cloud.refusal('o-r-3', 'getVoucher', { voucherId: `${held.orderId}V01` });
  const again = shop.ordering({ dealId: on.pair, buy: 'alone' });
  await cloud.do('o-r-3', 'createOrder', again);
  await cloud.do('o-r-3', 'createOrder', again);
  await cloud.refusal('o-r-3', 'createOrder', { ...again, quantity: 2 });
  const strict = await shop.buy(cloud, 'o-r-4', { dealId: on.strict, buy: 'alone' });
  await cloud.refusal('o-r-4', 'requestRefund', { requestId: id(), orderId: strict.orderId });
  await cloud.do('o-r-4', 'getShareCode', { dealId: on.strict });
}

/** The counter refuses what is used, unknown, too late or another's. */
export async function refuseAtTheCounter(cloud: Driver, { deals: on }: Premises): Promise<void> {
  const { orderId } = await shop.buy(cloud, 'o-r-5', { dealId: on.brief, buy: 'alone', quantity: 3 });
  const [one, two] = await shop.vouchers(cloud, 'o-r-5', orderId);
  const { redemptionId } = await shop.redeem(cloud, CLERK, { code: one?.code ?? '' });
  await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code: one?.code ?? '' });
  await cloud.refusal(CLERK, 'prepareRedemption', { token: `${two?.token ?? ''}x` });
  await cloud.refusal(PARTNER_CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '不是我的' });
  const own = await shop.buy(cloud, CLERK, { dealId: on.alone, buy: 'alone' });
  const { code: ownCode } = await shop.voucher(cloud, CLERK, own.orderId);
  await cloud.ask(CLERK, 'redeemVoucher', { requestId: id(), code: ownCode });
  await cloud.do(OWNER, 'refundOrder', { requestId: id(), orderId, voucherIds: [`${orderId}V02`], reason: '退' });
  await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code: two?.code ?? '' });
  await cloud.refusal(OWNER, 'refundOrder', { requestId: id(), orderId, amountFen: 100_000, reason: '太多' });
  await cloud.advance(HOUR + SECOND);
  await cloud.refusal(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '太晚' });
  await cloud.refusal(CLERK, 'prepareRedemption', { token: two?.token ?? '' });
}

/** The merchant is refused what cannot be sold or taken away, the operator nothing. */
export async function refuseMerchants(cloud: Driver, { deals: on }: Premises): Promise<void> {
  await cloud.refusal(MANAGER, 'adjustStock', { requestId: id(), dealId: on.quick, delta: -1000 });
  const bad = shop.aDeal({ alonePriceFen: 0, groupPriceFen: 0, validity: { untilDay: '2020-01-01' } });
  await cloud.ask(MANAGER, 'checkDeal', { deal: bad });
  const unsound = shop.aDeal({ groupPriceFen: 9000, validity: { untilDay: '2029-12-31' } });
  const { dealId } = await cloud.do(MANAGER, 'saveDeal', { requestId: id(), deal: unsound });
  await cloud.refusal(MANAGER, 'publishDeal', { dealId });
  await cloud.refusal(MANAGER, 'listMerchants', {});
  const other = { appid: 'wx-another', name: '另一家', subMchId: '1900000002' };
  const { merchantId } = await cloud.do(OPERATOR, 'createMerchant', { requestId: id(), ...other });
  await cloud.do(OPERATOR, 'issueSetupCode', { requestId: id(), merchantId });
  await cloud.advance(DAY);
}
