import { expect, test } from '@jest/globals';
import { unreached, wantedLabels } from '../../simulation/months/coverage';
import { runMonth } from '../../simulation/months/month';
import { planOf, SAMPLE, type Moment } from '../../simulation/months/plan';
import { billLines, differences } from '../../simulation/months/reconcile';
import { seenIn } from '../../simulation/months/run';
import { shrink } from '../../simulation/months/shrink';
import { emptyScene, MINUTE_MS, paidCard, paidGroup } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';

const HOUR_MS = 60 * MINUTE_MS;

test('simulate: two days of trade end as they must, the same again from the same seed', async () => {
  const once = await runMonth({ seed: 4, scale: SAMPLE });
  const again = await runMonth({ seed: 4, scale: SAMPLE });
  const other = await runMonth({ seed: 2, scale: SAMPLE });
  expect([once.wrong, other.wrong]).toEqual([[], []]);
  expect(again.fingerprint).toBe(once.fingerprint);
  expect(other.fingerprint).not.toBe(once.fingerprint);
  const left = unreached(seenIn([once, other]));
  expect(left).not.toEqual([]);
  expect(left.length).toBeLessThan(wantedLabels().length / 2);
}, 60_000);

/** Whoever must not be refunded, and is. */
const refundsAreWrong = (sim: Simulation): string[] =>
  [...sim.look('orders').values()].some(({ status }) => status === 'refunded') ? ['an order was refunded'] : [];

test('simulate: a history that breaks is made shorter, and still breaks', async () => {
  const scale = { days: 1, momentsPerWave: 10 };
  const moments: readonly Moment[] = planOf(7, scale);
  const options = { seed: 7, scale, alsoWrong: refundsAreWrong };
  const failed = await runMonth(options);
  expect(failed.wrong).toContain('an order was refunded');
  const short = await shrink(options, failed, 8);
  expect(short.wrong).toContain('an order was refunded');
  expect(short.moments.length).toBeLessThan(moments.length / 2);
}, 60_000);

/** A pair whose group has formed, a card, and a refund, on the day before. */
async function tradedYesterday(run: (sim: Simulation) => Promise<void>): Promise<void> {
  const sim = createSimulation({ seed: 1 });
  try {
    const scene = await emptyScene(sim);
    await paidGroup(sim, scene);
    await paidCard(sim, scene, 'hua', 2);
    const { orderId = '' } = scene.orders.hua ?? {};
    await ask(sim, OWNER, 'refundOrder', { requestId: 'refund-a-part', orderId, amountFen: 700, reason: '零头' });
    await sim.advance(24 * HOUR_MS);
    await run(sim);
  } finally {
    sim.close();
  }
}

test('simulate: the bill of a day is the ledger of that day, line by line', async () => {
  await tradedYesterday((sim) => {
    const lines = billLines(sim.bill('20261122'));
    expect(lines.map(({ fen }) => fen).sort((a, b) => a - b)).toEqual([700, 5000, 5000, 20_000]);
    expect(differences(sim, ['2026-11-22'], true)).toEqual([]);
    return Promise.resolve();
  });
});

test('simulate: a bill that says one fen more is noticed, and so is a line that it has not', async () => {
  await tradedYesterday((sim) => {
    sim.faults.replace([{ match: {}, kind: 'bill-wrong', nth: 1 }]);
    expect(differences(sim, ['2026-11-22'], true)).toHaveLength(1);
    expect(differences({ ...sim, bill: () => '' }, ['2026-11-22'], true)).toHaveLength(4);
    return Promise.resolve();
  });
});
