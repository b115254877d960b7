import type { Input } from '../../typings/api';
import { asks, passes, type Flow } from '../flow';
import { DAY_MS, HOUR_MS, MINUTE_MS, open, orderOf, paidCard, paidGroup, pay, redeem, SECOND_MS, show } from '../scene';
import type { Scene } from '../scene';
import { ask, cardDeal, CLERK, OWNER, publish, refused } from '../shop';
import type { Simulation } from '../simulation';

const soon = passes(2 * MINUTE_MS);

async function shownCard(sim: Simulation, scene: Scene): Promise<void> {
  await paidCard(sim, scene, 'lin', 3);
  await sim.advance(5 * MINUTE_MS);
  await show(sim, scene, 'lin');
}

async function redeemedCard(sim: Simulation, scene: Scene): Promise<void> {
  await shownCard(sim, scene);
  await redeem(sim, scene, 'lin', 'token', { uses: 2 });
  await sim.advance(2 * MINUTE_MS);
}

const undoes = asks((sim, scene) => {
  const redemptionId = scene.receipt?.redemptionId ?? '';
  return ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-redemption', redemptionId, reason: '扫错' });
});

const refundsOrder = (also: Partial<Input<'refundOrder'>>) =>
  asks((sim, scene) => {
    const { orderId } = orderOf(scene, 'lin');
    return ask(sim, OWNER, 'refundOrder', { requestId: 'refund-by-owner', orderId, reason: '服务未提供', ...also });
  });

const refundsVoucher = asks((sim, scene) => {
  const { orderId } = orderOf(scene, 'lin');
  const wanted = { requestId: 'refund-voucher', orderId, voucherIds: [`${orderId}V02`], reason: '客户要求' };
  return ask(sim, OWNER, 'refundOrder', wanted);
});

const pairWithTwo = async (sim: Simulation, scene: Scene): Promise<void> => {
  await paidGroup(sim, scene, 2);
  await sim.advance(5 * MINUTE_MS);
};

/** A card that lives until tomorrow's midnight, one of its uses redeemed. */
const expiring =
  (onExpiry: boolean) =>
  async (sim: Simulation, scene: Scene): Promise<void> => {
    const refund = { anytime: true, onExpiry, restock: true };
    const cardId = await publish(sim, 'deal-short', { ...cardDeal, validity: { days: 1 }, refund });
    await paidCard(sim, { ...scene, shop: { ...scene.shop, cardId } }, 'lin', 2);
    await show(sim, scene, 'lin');
    await redeem(sim, scene, 'lin', 'token');
    await sim.advance(36 * HOUR_MS - 30 * SECOND_MS);
  };

/** Vouchers: used up, taken back, refunded, settled, expired. */
export const voucherFlows: readonly Flow[] = [
  {
    name: 'redeem by token',
    before: shownCard,
    acts: [asks((sim, scene) => redeem(sim, scene, 'lin', 'token', { uses: 2 })), soon],
  },
  {
    name: 'redeem by code',
    before: shownCard,
    acts: [asks((sim, scene) => redeem(sim, scene, 'lin', 'code')), soon],
  },
  {
    name: 'mistype a code, type it again, and redeem it',
    before: shownCard,
    acts: [
      asks((sim) => refused(ask(sim, CLERK, 'prepareRedemption', { code: '0000 0000 0000' }), 'VOUCHER_NOT_FOUND')),
      asks((sim, scene) => ask(sim, CLERK, 'prepareRedemption', { code: scene.shown.lin?.code ?? '' })),
      asks((sim, scene) => redeem(sim, scene, 'lin', 'code', { uses: 3 })),
      soon,
    ],
  },
  {
    name: 'redeem several at once',
    before: shownCard,
    acts: [
      asks((sim, scene) => {
        const { orderId } = orderOf(scene, 'lin');
        return redeem(sim, scene, 'lin', 'token', { alsoVoucherIds: [`${orderId}V02`, `${orderId}V03`] });
      }),
    ],
  },
  {
    name: 'undo a redemption',
    before: redeemedCard,
    acts: [undoes, soon],
  },
  {
    name: 'undo a redemption of what has expired since',
    before: async (sim, scene) => {
      await sim.advance(10 * HOUR_MS);
      const cardId = await publish(sim, 'deal-today', { ...cardDeal, validity: { days: 0 } });
      await paidCard(sim, { ...scene, shop: { ...scene.shop, cardId } }, 'lin');
      await sim.advance(100 * MINUTE_MS);
      await show(sim, scene, 'lin');
      await redeem(sim, scene, 'lin', 'token', { uses: 3 });
      await sim.advance(50 * MINUTE_MS);
    },
    acts: [undoes, passes(12 * MINUTE_MS)],
  },
  {
    name: 'the buyer gives back what is unused',
    before: redeemedCard,
    acts: [
      asks((sim, scene) =>
        ask(sim, 'lin', 'requestRefund', { requestId: 'refund-lin', orderId: orderOf(scene, 'lin').orderId }),
      ),
      soon,
    ],
  },
  { name: 'the merchant refunds a voucher', before: pairWithTwo, acts: [refundsVoucher, soon] },
  { name: 'the merchant refunds a sum', before: redeemedCard, acts: [refundsOrder({ amountFen: 21_000 }), soon] },
  { name: 'the merchant refunds all', before: redeemedCard, acts: [refundsOrder({}), soon] },
  {
    name: 'the merchant refunds twice',
    before: pairWithTwo,
    acts: [refundsVoucher, refundsOrder({ amountFen: 300 }), passes(3 * MINUTE_MS)],
  },
  {
    name: 'refund from an empty account',
    before: async (sim, scene) => {
      await pairWithTwo(sim, scene);
      sim.setMerchantBalance(0);
    },
    acts: [refundsVoucher, passes(5 * MINUTE_MS)],
    alternatives: [
      {
        timers: 'none',
        lines: /^- message refund_waiting_for_funds:/,
        because: 'the account is full again before any timer asks for the refund',
      },
    ],
    after: (sim) => {
      sim.setMerchantBalance(1_000_000);
      return Promise.resolve();
    },
  },
  {
    name: 'a refund does not arrive',
    before: pairWithTwo,
    faults: [{ match: { call: 'refund' }, kind: 'refund-abnormal' }],
    acts: [refundsVoucher, soon],
  },
  {
    name: 'WeChat refuses a refund after a year',
    before: async (sim, scene) => {
      const refund = { anytime: true, onExpiry: false, restock: false };
      const cardId = await publish(sim, 'deal-kept', { ...cardDeal, refund });
      await paidCard(sim, { ...scene, shop: { ...scene.shop, cardId } }, 'lin');
      await sim.advance(366 * DAY_MS);
    },
    acts: [refundsOrder({ amountFen: 300 }), soon],
  },
  {
    name: 'a group fails',
    before: async (sim, scene) => {
      await open(sim, scene, 'lin', 2);
      await pay(sim, scene, 'lin');
      await sim.advance(9 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [passes(2 * MINUTE_MS)],
  },
  {
    name: 'settle after seven days',
    before: async (sim, scene) => {
      await redeemedCard(sim, scene);
      await sim.advance(7 * DAY_MS - 10 * MINUTE_MS);
    },
    acts: [passes(10 * MINUTE_MS)],
  },
  {
    name: 'refund at expiry',
    before: expiring(true),
    acts: [passes(8 * MINUTE_MS)],
  },
  {
    name: 'settle at expiry',
    before: expiring(false),
    acts: [passes(8 * MINUTE_MS)],
  },
];
