import { merchantIdOf, personKeyOf } from '../../cloudfunctions/domain/ids';
import { DEFAULT_APPID } from '../../emulator/local/set-up';
import type { DealInput } from '../../typings/deal';
import { asks, passes, pays, type Flow } from '../flow';
import { DAY_MS, HOUR_MS, join, MINUTE_MS, open, orderOf, pay, redeem, SECOND_MS, show, type Scene } from '../scene';
import { ask, CLERK, OWNER, publish, shareDeal } from '../shop';
import type { Simulation } from '../simulation';

const soon = passes(2 * MINUTE_MS);

/** 阶梯团 from two people on, cheaper for each of the next two; its group lives ten minutes. */
export const tieredDeal: DealInput = {
  ...{ ...shareDeal, title: '阶梯火锅', mode: 'tiered' },
  tiers: [
    { size: 2, priceFen: 5000 },
    { size: 3, priceFen: 4501 },
    { size: 4, priceFen: 4000 },
  ],
};

/** 佣金团 of two, in which the leader has a tenth. */
export const ledDeal: DealInput = {
  ...{ ...shareDeal, title: '佣金下午茶', mode: 'commission', commission: { kind: 'percent', value: 10 } },
};

/** Lin opens a group of another deal, and others join and pay. */
export async function filled(sim: Simulation, scene: Scene, deal: DealInput, others: readonly string[]): Promise<void> {
  const shareId = await publish(sim, 'deal-of-a-mode', deal);
  await open(sim, { ...scene, shop: { ...scene.shop, shareId } }, 'lin', 2);
  await pay(sim, scene, 'lin');
  for (const who of others) {
    await join(sim, scene, who, 'lin', { quantity: 2 });
    await pay(sim, scene, who);
  }
}

/** A commission group of Lin's in which Mei has two vouchers, and shows the first. */
export async function ledByLin(sim: Simulation, scene: Scene): Promise<void> {
  await filled(sim, scene, ledDeal, ['mei']);
  await sim.advance(5 * MINUTE_MS);
  await show(sim, scene, 'mei');
}

/** What Mei has used makes a commission that can be paid. */
export async function earned(sim: Simulation, scene: Scene): Promise<void> {
  await ledByLin(sim, scene);
  await redeem(sim, scene, 'mei', 'token');
  await sim.advance(HOUR_MS + 2 * MINUTE_MS);
}

/** The owner pays Lin, whose id is the only one in the list. */
export async function payLin(sim: Simulation, requestId: string, amountFen: number): Promise<void> {
  const [leader] = (await ask(sim, OWNER, 'listCommissions', {})).items;
  const leaderId = leader?.leaderId ?? '';
  await ask(sim, OWNER, 'payCommission', { requestId, leaderId, amountFen, reference: '微信转账' });
}

const undoes = asks((sim, scene) => {
  const redemptionId = scene.receipt?.redemptionId ?? '';
  return ask(sim, CLERK, 'undoRedemption', { requestId: 'undo-redemption', redemptionId, reason: '扫错' });
});

const refunds = (buyer: string, amountFen?: number) =>
  asks((sim, scene) => {
    const about = { requestId: `refund-${buyer}`, orderId: orderOf(scene, buyer).orderId, reason: '补偿' };
    return ask(sim, OWNER, 'refundOrder', { ...about, ...(amountFen === undefined ? {} : { amountFen }) });
  });

/** The store in which Mei's voucher is used has a part of it. */
async function usedAtPartner(sim: Simulation, scene: Scene): Promise<void> {
  const { storeId } = scene.shop;
  const store = { name: 'first', address: '人民路 1 号', partnerPercent: 15 };
  await ask(sim, OWNER, 'saveStore', { requestId: 'store-is-partner', storeId, store });
  await ledByLin(sim, scene);
  await redeem(sim, scene, 'mei', 'token');
}

const LIN = personKeyOf(merchantIdOf(DEFAULT_APPID), 'lin');

/**
 * What is redeemed before the members' orders have learnt of it earns as ever: the two share no document. That is the
 * voucher that Mei uses, of which a tenth is Lin's.
 */
const EARNED_MEANWHILE = new RegExp(
  `^[-+] commission \\w+V01 \\{"leaderId":"${LIN}","accruedFen":(0|500),"isDecided":true\\}$|` +
    `^[+] transfer commission:\\w+V01R1 \\{"from":"merchant","to":"leader:${LIN}","fen":500\\}$`,
);

/** The ends of tiered groups, and what leaders and partners earn, lose and are paid. */
export const modeFlows: readonly Flow[] = [
  {
    name: 'a tiered group ends at its deadline',
    before: async (sim, scene) => {
      await filled(sim, scene, tieredDeal, ['mei', 'hua']);
      await sim.advance(9 * MINUTE_MS + 30 * SECOND_MS);
    },
    acts: [passes(3 * MINUTE_MS)],
  },
  {
    name: 'pay for the last seat of the top tier',
    before: async (sim, scene) => {
      await filled(sim, scene, tieredDeal, ['mei', 'hua']);
      await join(sim, scene, 'bo', 'lin');
    },
    acts: [pays((sim, scene) => pay(sim, scene, 'bo')), passes(3 * MINUTE_MS)],
  },
  {
    name: 'a tiered group ends while its next member pays',
    before: async (sim, scene) => {
      await filled(sim, scene, tieredDeal, ['mei']);
      await sim.advance(8 * MINUTE_MS);
      await join(sim, scene, 'hua', 'lin');
      await sim.advance(2 * MINUTE_MS - 2 * SECOND_MS);
    },
    acts: [pays((sim, scene) => pay(sim, scene, 'hua', 30 * SECOND_MS)), passes(3 * MINUTE_MS)],
  },
  {
    name: 'redeem in a tiered group that has just ended',
    before: async (sim, scene) => {
      await filled(sim, scene, tieredDeal, ['mei', 'hua']);
      await sim.advance(9 * MINUTE_MS + 59 * SECOND_MS);
      // Time has passed, and no timer has run.
      sim.clock.set(sim.clock.now() + 2 * SECOND_MS);
      await show(sim, scene, 'mei');
    },
    acts: [asks((sim, scene) => redeem(sim, scene, 'mei', 'token')), soon],
  },
  {
    name: 'redeem what its leader earns on',
    before: ledByLin,
    acts: [asks((sim, scene) => redeem(sim, scene, 'mei', 'token')), soon],
  },
  {
    name: 'undo what its leader and a partner have earned on',
    before: async (sim, scene) => {
      await usedAtPartner(sim, scene);
      await sim.advance(2 * MINUTE_MS);
    },
    acts: [undoes, soon],
  },
  {
    name: 'refund what its leader and a partner have earned on',
    before: usedAtPartner,
    acts: [refunds('mei', 7000), soon],
  },
  { name: 'pay a commission', before: earned, acts: [asks((sim) => payLin(sim, 'pay-lin-once', 400)), soon] },
  {
    name: 'a leader is refunded, and earns nothing more',
    before: ledByLin,
    leavesOver: EARNED_MEANWHILE,
    alternatives: [
      {
        timers: 'none',
        lines: EARNED_MEANWHILE,
        because: 'a refund that is asked for again is answered, and only a timer carries on what its first try began',
      },
    ],
    acts: [refunds('lin'), soon, asks((sim, scene) => redeem(sim, scene, 'mei', 'code')), soon],
    horizonMs: 8 * DAY_MS,
  },
  {
    name: 'what its leader earns on settles after seven days',
    before: async (sim, scene) => {
      await ledByLin(sim, scene);
      await sim.advance(7 * DAY_MS - 10 * MINUTE_MS);
    },
    acts: [passes(20 * MINUTE_MS)],
  },
];
