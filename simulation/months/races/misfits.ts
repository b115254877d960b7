import { oneOf, pick } from '../choices';
import { askOnce, ofShop, type Actor } from '../trade';
import type { Race } from './race';

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with a notice: so much of it is not as it should be. */
const misfits: readonly { readonly name: string; readonly function: string; readonly wrong: Fields }[] = [
  { name: 'payment of an unknown order', function: 'pay-notify', wrong: { outTradeNo: 'NOSUCHORDER000000000' } },
  { name: 'payment of another amount', function: 'pay-notify', wrong: { totalFee: 1 } },
  { name: 'payment by somebody else', function: 'pay-notify', wrong: { subOpenid: 'somebody-else' } },
  { name: 'payment of something else', function: 'pay-notify', wrong: { attach: 'a:' } },
  { name: 'payment that failed', function: 'pay-notify', wrong: { resultCode: 'FAIL' } },
  { name: 'payment that did not come through', function: 'pay-notify', wrong: { returnCode: 'FAIL' } },
  { name: 'refund of an unknown order', function: 'refund-notify', wrong: { outTradeNo: 'NOSUCHORDER000000000' } },
  { name: 'refund of an unknown number', function: 'refund-notify', wrong: { outRefundNo: 'NOSUCHREFUND' } },
  { name: 'refund of another amount', function: 'refund-notify', wrong: { refundFee: 1_000_000 } },
];

/** WeChat's own words about an order that nobody has paid, as they would be if somebody had. */
function paymentOf(actor: Actor): Fields | undefined {
  const atWeChat = actor.trade.sim.look('sys_pay_orders');
  const isUnpaid = (orderId: string): boolean =>
    atWeChat.get(`${actor.shop.subMchId}:${orderId}`)?.transactionId === null;
  const unpaid = ofShop(actor, 'orders').filter(({ _id, status }) => status === 'pending_payment' && isUnpaid(_id));
  const order = oneOf(actor.chance, unpaid);
  const said = saidOf(actor, 'payment');
  if (!order || !said) return undefined;
  const { _id: outTradeNo, amountFen: totalFee, buyer: subOpenid, attach } = order;
  return { ...said, outTradeNo, totalFee, cashFee: totalFee, subOpenid, attach };
}

/** What WeChat has said of some payment or refund. */
function saidOf({ trade, chance }: Actor, kind: string): Fields | undefined {
  const told = [...trade.sim.look('sys_pay_notices').values()].filter((notice) => notice.kind === kind);
  return oneOf(chance, told.slice(-20))?.event as Fields | undefined;
}

/** Notices by which nothing must change, while nobody else does anything. */
export const racesWithNotices: readonly Race[] = [
  {
    id: 'N1',
    says: 'a notice that does not fit, alone',
    sometimes: misfits.map(({ name }) => name),
    sides: async (actor) => {
      const { trade, chance, shop } = actor;
      const misfit = pick(chance, misfits);
      const fits = misfit.function === 'pay-notify' ? paymentOf(actor) : saidOf(actor, 'refund');
      if (!fits) return undefined;
      // A call of somebody who has died takes effect with the next one: that is this.
      await askOnce(actor, shop.owner, 'getMe', {});
      const before = trade.writes();
      const identity = { appid: shop.appid, source: 'wx_paycallback' };
      const tells = () => trade.sim.invoke(misfit.function, { ...fits, ...misfit.wrong }, identity);
      await trade.witness.expecting('does not fit its', tells).catch(() => undefined);
      if (trade.writes() > before) trade.chronicle.complain(`${misfit.name}: something was written`);
      return [() => Promise.resolve(misfit.name)];
    },
  },
];
