import { buy, CLERK, id, notArrived, OWNER, publish, redeem, voucher } from '../story/shop';
import { someone } from './buying';
import type { Counter, Drive } from './drive';

/** A voucher as its buyer shows it, bought alone, and what else was bought with it. */
async function shown(shop: Counter, quantity = 1) {
  const openid = someone();
  const { orderId } = await buy(shop, openid, { dealId: await publish(shop), buy: 'alone', quantity });
  const { token = '', code } = await voucher(shop, openid, orderId);
  return { openid, orderId, token, code };
}

/** A refund that WeChat could not bring to its buyer, to be marked as paid by hand. */
async function toBePaid(shop: Counter) {
  const refundId = await notArrived(shop, someone(), await publish(shop));
  return { requestId: id(), refundId, reference: '转账 0815' };
}

const UNKNOWN = '000000000000';
const typed = (code: string) => ({ requestId: id(), code });

/** A clerk who has never typed anything, in a store of his own where nobody has. */
async function newCounter(shop: Counter): Promise<{ clerk: string; storeId: string }> {
  const store = { name: '新店', address: '新路 1 号' };
  const { storeId } = await shop.do(OWNER, 'saveStore', { requestId: id(), store });
  const { invitation } = await shop.do(OWNER, 'inviteStaff', { requestId: id(), role: 'clerk', storeIds: [storeId] });
  const clerk = someone();
  await shop.do(clerk, 'acceptInvitation', { invitation, nickname: '新人' });
  return { clerk, storeId };
}

async function guess(shop: Counter, clerk: string, times: number): Promise<void> {
  for (let guessed = 0; guessed < times; guessed += 1) await shop.refusal(clerk, 'redeemVoucher', typed(UNKNOWN));
}

/** Measures a typed code that nobody has, after some others. */
function unknownAfter(times: number): Drive {
  return async (shop) => {
    const { clerk } = await newCounter(shop);
    await guess(shop, clerk, times);
    await shop.measure(() => shop.refusal(clerk, 'redeemVoucher', typed(UNKNOWN)));
  };
}

async function redeemed(shop: Counter) {
  const bought = await shown(shop);
  const { redemptionId } = await redeem(shop, CLERK, { token: bought.token });
  return { ...bought, redemptionId };
}

/** The rows of the counter, and of refunds. */
export const redeeming: Readonly<Record<string, Drive>> = {
  'prepareRedemption · token': async (shop) => {
    const { token } = await shown(shop);
    await shop.measure(() => shop.do(CLERK, 'prepareRedemption', { token }));
  },
  'prepareRedemption · typed code': async (shop) => {
    const { code } = await shown(shop);
    await shop.measure(() => shop.do(CLERK, 'prepareRedemption', { code }));
  },
  'prepareRedemption · unknown code': async (shop) => {
    const { clerk } = await newCounter(shop);
    await guess(shop, clerk, 1);
    await shop.measure(() => shop.refusal(clerk, 'prepareRedemption', { code: UNKNOWN }));
  },
  'redeemVoucher · token': async (shop) => {
    const { token } = await shown(shop);
    await shop.measure(() => redeem(shop, CLERK, { token }));
  },
  'redeemVoucher · typed code': async (shop) => {
    const { code } = await shown(shop);
    await shop.measure(() => redeem(shop, CLERK, { code }));
  },
  'redeemVoucher · ten vouchers of one order': async (shop) => {
    const { openid, orderId, token } = await shown(shop, 10);
    const { vouchers } = await shop.do(openid, 'getOrder', { orderId });
    const alsoVoucherIds = vouchers.slice(1).map(({ voucherId }) => voucherId);
    await shop.measure(() => redeem(shop, CLERK, { token, alsoVoucherIds }));
  },
  'redeemVoucher · same request again': async (shop) => {
    const { token } = await shown(shop);
    const input = { requestId: id(), token };
    await shop.do(CLERK, 'redeemVoucher', input);
    await shop.measure(() => shop.do(CLERK, 'redeemVoucher', input));
  },
  'redeemVoucher · refused: redeemed already': async (shop) => {
    const { token } = await redeemed(shop);
    await shop.measure(() => shop.refusal(CLERK, 'redeemVoucher', { requestId: id(), token }));
  },
  'redeemVoucher · unknown code': unknownAfter(1),
  'redeemVoucher · unknown code, the first of the day in the store': unknownAfter(0),
  'redeemVoucher · unknown code, the one that locks': unknownAfter(9),
  'redeemVoucher · refused: locked': unknownAfter(10),
  'undoRedemption · by the clerk': async (shop) => {
    const { redemptionId } = await redeemed(shop);
    await shop.measure(() => shop.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' }));
  },
  'undoRedemption · same request again': async (shop) => {
    const { redemptionId } = await redeemed(shop);
    const input = { requestId: id(), redemptionId, reason: '扫错了' };
    await shop.do(CLERK, 'undoRedemption', input);
    await shop.measure(() => shop.do(CLERK, 'undoRedemption', input));
  },
  'requestRefund · all unused vouchers': async (shop) => {
    const { openid, orderId } = await shown(shop, 3);
    await shop.measure(() => shop.do(openid, 'requestRefund', { requestId: id(), orderId }));
  },
  'requestRefund · same request again': async (shop) => {
    const { openid, orderId } = await shown(shop);
    const input = { requestId: id(), orderId };
    await shop.do(openid, 'requestRefund', input);
    await shop.measure(() => shop.do(openid, 'requestRefund', input));
  },
  'refundOrder · a sum': async (shop) => {
    const { orderId } = await shown(shop, 3);
    const input = { requestId: id(), orderId, amountFen: 7000, reason: '不满意' };
    await shop.measure(() => shop.do(OWNER, 'refundOrder', input));
  },
  'refundOrder · same request again': async (shop) => {
    const { orderId } = await shown(shop);
    const input = { requestId: id(), orderId, reason: '不满意' };
    await shop.do(OWNER, 'refundOrder', input);
    await shop.measure(() => shop.do(OWNER, 'refundOrder', input));
  },
  'markRefundPaid · abnormal': async (shop) => {
    const input = await toBePaid(shop);
    await shop.measure(() => shop.do(OWNER, 'markRefundPaid', input));
  },
  'markRefundPaid · same request again': async (shop) => {
    const input = await toBePaid(shop);
    await shop.do(OWNER, 'markRefundPaid', input);
    await shop.measure(() => shop.do(OWNER, 'markRefundPaid', input));
  },
  'getVoucher · valid': async (shop) => {
    const { openid, orderId } = await shown(shop);
    await shop.measure(() => shop.do(openid, 'getVoucher', { voucherId: `${orderId}V01` }));
  },
  'listRedemptions · a page': async (shop) => {
    await redeemed(shop);
    await shop.measure(() => shop.do(CLERK, 'listRedemptions', {}));
  },
};
