import { refundIdOf } from '../../cloudfunctions/domain/ledger';
import type { Order } from '../../cloudfunctions/domain/order';
import { usesOf } from '../../cloudfunctions/domain/voucher';
import { Chance } from '../chance';
import { complaints } from '../complaints';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../scene';
import type { Simulation } from '../simulation';
import { ENOUGH_FEN } from './acts/keeping-shop';
import { shownTooOften } from './messages';
import { advance } from './moment';
import { daysBetween, differences } from './reconcile';
import { misreported } from './reports';
import { all, ask, type Trade } from './trade';

/** After the month all vouchers expire, all money settles and the last bill comes. */
const TAIL_DAYS = 45;

type AlsoWrong = ((sim: Simulation) => readonly string[]) | undefined;

/** What is judged beside the bills, and whether nothing is to come any more. */
export interface Judged {
  readonly alsoWrong: AlsoWrong;
  readonly isAudited: boolean;
  readonly isOver: boolean;
}

/** Says what is wrong at a quiet moment: by WeChat's bills up to yesterday, by the audit, and by what owners read. */
export async function judge(trade: Trade, firstDayAt: number, judged: Judged): Promise<void> {
  const { alsoWrong, isAudited, isOver } = judged;
  const { sim, shops, chronicle } = trade;
  const days = daysBetween(firstDayAt - DAY_MS, sim.clock.now());
  const numbers = shops.map(({ subMchId }) => subMchId);
  const audited = isAudited
    ? [...complaints(sim), ...shownTooOften(trade), ...(await misreported(trade, firstDayAt))]
    : [];
  const found = [...audited, ...differences(sim, days, isOver, numbers), ...(alsoWrong?.(sim) ?? [])];
  for (const says of found) chronicle.complain(says);
}

/** Nothing goes wrong any more, and everything comes to its end: then nobody is owed anything. */
export async function endMonth(trade: Trade, firstDayAt: number, alsoWrong: AlsoWrong): Promise<void> {
  const { sim, chronicle } = trade;
  sim.setMerchantBalance(ENOUGH_FEN);
  await advance(trade, sim.clock.now() + 2 * HOUR_MS, undefined);
  await payAllByHand(trade);
  await advance(trade, sim.clock.now() + TAIL_DAYS * DAY_MS, undefined);
  await payAllByHand(trade);
  await advance(trade, sim.clock.now() + DAY_MS + 30 * MINUTE_MS, undefined);
  await judge(trade, firstDayAt, { alsoWrong, isAudited: true, isOver: true });
  for (const says of unfinished(trade)) chronicle.complain(says);
}

/** The manager pays by hand whatever WeChat could not bring. */
async function payAllByHand(trade: Trade): Promise<void> {
  for (const order of all(trade, 'orders')) {
    for (const [key, { status }] of Object.entries(order.refunds)) {
      if (status !== 'abnormal') continue;
      const refundId = refundIdOf(order, key);
      const shop = trade.shops.find(({ merchantId }) => merchantId === order.merchantId) ?? trade.shops[0];
      const actor = { trade, shop, chance: new Chance(refundId), name: refundId };
      await ask(actor, actor.shop.manager, 'markRefundPaid', {
        requestId: `hand-${refundId}`,
        refundId,
        reference: '现金',
      });
    }
  }
}

/** What is not decided although everything has had its time. */
function unfinished(trade: Trade): string[] {
  return [
    ...all(trade, 'orders').flatMap((order) => openIn(order).map((what) => `order ${order._id} is over, but ${what}`)),
    ...all(trade, 'groups').flatMap(({ _id, status, finishedAt, dueAt }) =>
      finishedAt === undefined || dueAt !== null ? [`group ${_id} is ${status}, and not finished`] : [],
    ),
    ...all(trade, 'deals').flatMap(({ _id, dueAt }) =>
      dueAt === undefined ? [] : [`deal ${_id} still has markers to sweep`],
    ),
  ];
}

function openIn(order: Order): string[] {
  const { status, closeAt, deliverAt, settleAt, refunds } = order;
  const isSettled = status === 'issued' && usesOf(order).every(({ settled, fen }) => settled || fen === 0);
  const isOver = ['closed', 'refunded'].includes(status) || isSettled;
  const due = Object.entries({ closeAt, deliverAt, settleAt }).flatMap(([name, at]) => (at === null ? [] : [name]));
  const waiting = Object.entries(refunds).filter(([, refund]) => refund.status !== 'succeeded');
  return [
    ...(isOver ? [] : [`it is ${status}, and not all of its money is settled`]),
    ...due.map((name) => `its ${name} is set`),
    ...waiting.map(([key, refund]) => `refund ${key} is ${refund.status}`),
  ];
}
