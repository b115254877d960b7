import { expect, test } from '@jest/globals';
import apiConfig from '../../cloudfunctions/functions/api.json';
import refundNotifyConfig from '../../cloudfunctions/functions/refund-notify.json';
import settleConfig from '../../cloudfunctions/functions/settle.json';
import type { FaultKind } from '../../emulator/faults/faults';
import { cloudFunctions, type CloudFunction } from '../../simulation/functions';
import { Chronicle } from '../../simulation/months/chronicle';
import { coverageTable, unreached, wantedLabels } from '../../simulation/months/coverage';
import { runMonth } from '../../simulation/months/month';
import { planOf } from '../../simulation/months/plan';
import { billLines, differences } from '../../simulation/months/reconcile';
import { run, seenIn } from '../../simulation/months/run';
import { tradeTwice } from '../../simulation/months/twice';
import { Witness } from '../../simulation/months/witness';
import { unheard } from '../../simulation/outcome';
import { emptyScene, HOUR_MS, paidCard, paidGroup } from '../../simulation/scene';
import { ask, OWNER } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import type { Balance } from '../../typings/report';

test('simulate: two days of trade end as they must, the same again from the same seed', async () => {
  const once = await tradeTwice(4);
  const other = await tradeTwice(2);
  expect([once.wrong, other.wrong]).toEqual([[], []]);
  expect(other.fingerprint).not.toBe(once.fingerprint);
  const left = unreached(seenIn([once, other]));
  expect(left).not.toEqual([]);
  expect(left.length).toBeLessThan((wantedLabels().length * 2) / 3);
});

/** A shop that takes WeChat's word that money went back, and forgets it. */
const forgetful: Readonly<Record<string, CloudFunction>> = {
  ...cloudFunctions,
  'refund-notify': { main: () => Promise.resolve({ errcode: 0, errmsg: 'SUCCESS' }), config: refundNotifyConfig },
};

test('simulate: a defect is told by the seed and a short history that breaks', async () => {
  const scale = { days: 1, momentsPerWave: 6 };
  const wanted = { seed: 3, months: 1, scale, functions: forgetful, triesMax: 16 };
  const { passed, violations } = await run(unheard, wanted);
  expect(passed).toBe(0);
  const [head = '', shortened = '', ...history] = (violations[0] ?? '').split('\n');
  expect(head).toMatch(/^seed 3: .*refund/);
  const moments = Number(/moments: (\d+)/.exec(shortened)?.[1]);
  expect(moments).toBeGreaterThan(0);
  expect(moments).toBeLessThan(planOf(3, scale).length / 2);
  expect(history.join('\n')).toMatch(/moment \d+[^]*createOrder {"ok":true/);
});

/** A shop that tells its owner of a fen more than there is. */
const boastful: Readonly<Record<string, CloudFunction>> = {
  ...cloudFunctions,
  api: {
    config: apiConfig,
    main: async (event: never) => {
      const answer = (await cloudFunctions.api?.main(event)) as { readonly data?: Balance };
      const { earnedFen } = answer.data ?? {};
      return earnedFen === undefined ? answer : { ...answer, data: { ...answer.data, earnedFen: earnedFen + 1 } };
    },
  },
};

test('simulate: an owner who is told another sum than lies there is noticed', async () => {
  const { wrong } = await runMonth({ seed: 1, scale: { days: 1, momentsPerWave: 2 }, functions: boastful });
  expect(wrong[0]).toMatch(/^shop-owner is told another balance: .*earnedFen/);
});

/** A shop whose settlement murmurs once nobody trades any more. */
const murmuring: Readonly<Record<string, CloudFunction>> = {
  ...cloudFunctions,
  settle: {
    config: settleConfig,
    main: (event: never) => {
      if (Date.now() > Date.parse('2026-11-26')) console.error('something is odd');
      return cloudFunctions.settle?.main(event) ?? Promise.resolve();
    },
  },
};

test('simulate: what a function prints long after the last moment is noticed', async () => {
  const { wrong } = await runMonth({ seed: 1, scale: { days: 1, momentsPerWave: 12 }, functions: murmuring });
  expect(wrong[0]).toBe('without a mishap: [settle] something is odd');
});

test('simulate: a mishap excuses what its own invocation reports, and nobody else', () => {
  const chronicle = new Chronicle();
  const lines: string[] = [];
  const witness = new Witness(chronicle, () => lines);
  const goesOn = (requestId: string, line: string, fault?: FaultKind): void => {
    witness.onCall({ requestId, ...(fault ? { fault } : {}) });
    lines.push(line);
    witness.read();
  };
  goesOn('a', 'a is busy', 'busy');
  goesOn('b', 'b knows no reason');
  goesOn('a', 'a gives up');
  goesOn('c', 'c has ended', 'die-before');
  goesOn('b', 'b is late', 'delay');
  goesOn('c', 'b reports while a call of c takes effect');
  const told = ['b knows no reason', 'b is late', 'b reports while a call of c takes effect'];
  expect(chronicle.wrong).toEqual(told.map((line) => `without a mishap: ${line}`));
});

test('simulate: who is struck no more than by his own bug is noticed, whatever he says', async () => {
  const chronicle = new Chronicle();
  const witness = new Witness(chronicle, () => []);
  const main = (answer: () => unknown) => () => Promise.resolve().then(answer);
  const functions = {
    api: { config: apiConfig, main: main(() => ({ ok: false, error: 'INTERNAL' })) },
    settle: {
      config: settleConfig,
      main: main(() => {
        throw new Error('no such field');
      }),
    },
  };
  const watched = witness.watched(functions);
  witness.onCall({ requestId: 'somebody else', fault: 'lose-answer' });
  await watched.api?.main({} as never);
  await expect(watched.settle?.main({} as never)).rejects.toThrow('no such field');
  expect(chronicle.wrong).toEqual([
    'without a mishap: [api] INTERNAL',
    'without a mishap: [settle] Error: no such field',
  ]);
});

test('simulate: what was seen is told kind by kind, the rarest first', () => {
  const lines = coverageTable(
    new Map([
      ['deal draft → published', 7],
      ['deal  → draft', 12],
    ]),
  );
  const deals = lines.slice(lines.indexOf('deal') + 1, lines.indexOf('refund'));
  expect(deals.map((line) => line.trim())).toEqual([
    '0  published → unpublished',
    '0  unpublished → published',
    '7  draft → published',
    '12  → draft',
  ]);
  expect(lines).toHaveLength(wantedLabels().length + new Set(wantedLabels().map((label) => label.split(' ')[0])).size);
});

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
