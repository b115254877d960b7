import { expect, test } from '@jest/globals';
import type { Fault } from '../emulator/faults/faults';
import { all, outcomesOf, type Outcome } from './race';
import { MINUTE_MS, pay, order, type Scene } from './scene';
import { ask, OWNER, shareDeal } from './shop';
import type { Simulation } from './simulation';

const dealOf = (scene: Scene): string => scene.shown.codes?.code ?? '';
const people = ['mei', 'hua', 'bo', 'jun', 'yan'];
const someCodes = (count: number): string[] => Array.from({ length: count }, (_, i) => `FILM-${String(i + 100)}`);

const dealIn = (outcome: Outcome) => all(outcome, 'deals').find(({ rules }) => rules.codeSource === 'imported');

async function bring(sim: Simulation, scene: Scene, file: string, codes: readonly string[]) {
  const fileId = await sim.upload(`${file}.txt`, codes.join('\n'));
  return ask(sim, OWNER, 'importCodes', { requestId: `import-${file}`, dealId: dealOf(scene), fileId });
}

const onSale =
  (count: number) =>
  async (sim: Simulation, scene: Scene): Promise<void> => {
    const refund = { anytime: true, onExpiry: true, restock: false };
    const deal = { ...shareDeal, title: '电影票', codeSource: 'imported', refund } as const;
    const { dealId } = await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-codes', deal });
    scene.shown.codes = { code: dealId, token: '' };
    await bring(sim, scene, 'first', someCodes(count));
    await ask(sim, OWNER, 'publishDeal', { dealId });
  };

const buys = async (sim: Simulation, scene: Scene, who: string, quantity = 1): Promise<void> => {
  await order(sim, scene, who, { dealId: dealOf(scene), buy: 'alone', quantity });
};

/** Two minutes pass at once, and every timer runs beside whatever others do meanwhile. */
function leap(sim: Simulation, ...faults: Fault[]): Promise<void> {
  sim.faults.replace(faults);
  return sim.leap(2 * MINUTE_MS);
}

test('race: of five who want the last three codes three get one each, and nobody gets another one’s', async () => {
  const outcomes = await outcomesOf({
    name: 'last codes',
    before: onSale(3),
    acts: people.map((who) => async (sim, scene) => {
      await buys(sim, scene, who);
      await pay(sim, scene, who);
    }),
  });
  for (const outcome of outcomes) {
    expect([...outcome.answers].sort()).toEqual(['SOLD_OUT', 'SOLD_OUT', 'ok', 'ok', 'ok']);
    const carried = all(outcome, 'orders').flatMap(({ vouchers }) => Object.values(vouchers).map(({ code }) => code));
    expect(carried.sort()).toEqual(someCodes(3));
    expect(dealIn(outcome)).toMatchObject({ free: 0, holds: {} });
  }
});

test('race: a request that is sent twice at once takes codes for one order', async () => {
  const outcomes = await outcomesOf({
    name: 'the same request twice',
    before: onSale(6),
    acts: ['mei', 'mei', 'hua', 'hua'].map((who) => (sim, scene) => buys(sim, scene, who, 2)),
    horizonMs: 4 * MINUTE_MS,
  });
  for (const outcome of outcomes) {
    expect(outcome.answers).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(all(outcome, 'codes').filter(({ orderId }) => orderId === null)).toHaveLength(2);
    expect(dealIn(outcome)).toMatchObject({ free: 2 });
  }
});

test('race: what unpaid orders let go of is sold to those who come then', async () => {
  const outcomes = await outcomesOf({
    name: 'closing and buying',
    before: async (sim, scene) => {
      await onSale(4)(sim, scene);
      await buys(sim, scene, 'mei', 2);
      await buys(sim, scene, 'hua', 2);
      await sim.advance(5 * MINUTE_MS);
    },
    acts: [
      (sim) => leap(sim),
      ...['bo', 'jun', 'yan'].map((who) => async (sim: Simulation, scene: Scene) => {
        await buys(sim, scene, who, 2);
        await pay(sim, scene, who);
      }),
    ],
  });
  for (const outcome of outcomes) {
    const sold = outcome.answers.slice(1).filter((answer) => answer === 'ok').length;
    expect(dealIn(outcome)).toMatchObject({ free: 4 - 2 * sold, holds: {} });
    expect(all(outcome, 'codes').filter(({ orderId }) => orderId === null)).toHaveLength(4 - 2 * sold);
  }
  expect(new Set(outcomes.map(({ answers }) => answers.join())).size).toBeGreaterThan(1);
});

test('race: a payment that comes late, and the sweep of what its order held', async () => {
  const outcomes = await outcomesOf({
    name: 'late payment and sweep',
    before: async (sim, scene) => {
      await onSale(3)(sim, scene);
      await buys(sim, scene, 'mei', 2);
      await sim.advance(6 * MINUTE_MS);
    },
    acts: [
      (sim) => leap(sim, { match: { call: 'pay' }, kind: 'paid-after-close' }),
      (sim, scene) => pay(sim, scene, 'mei'),
      (sim, scene) => buys(sim, scene, 'hua'),
    ],
  });
  for (const outcome of outcomes) {
    const mei = all(outcome, 'orders').find(({ buyer }) => buyer === 'mei');
    expect(['issued', 'refunded']).toContain(mei?.status);
  }
});

test('race: imports at once take each code once, whoever is faster', async () => {
  const files = ['second', 'third', 'second'];
  const outcomes = await outcomesOf({
    name: 'imports',
    before: onSale(2),
    acts: files.map((file) => (sim, scene) => bring(sim, scene, file, someCodes(file === 'third' ? 5 : 7))),
  });
  for (const outcome of outcomes) {
    expect(dealIn(outcome)).toMatchObject({ free: 7, adjusted: 7, imported: 7 });
    expect(
      all(outcome, 'codes')
        .map(({ code }) => code)
        .sort(),
    ).toEqual(someCodes(7));
  }
});
