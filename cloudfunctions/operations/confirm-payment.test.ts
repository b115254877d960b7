import { expect, test } from '@jest/globals';

import { join, open, orderOf, paidCard, pay, type Scene } from '../../simulation/scene';
import { ask } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { atOnce, type Act } from '../../tests/story/at-once';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let scene: Scene;

inFreshShop((opened, its) => {
  [sim, scene] = [opened, its];
});

const confirm = (who: string) => ask(sim, who, 'confirmPayment', { orderId: orderOf(scene, who).orderId });
const groupNow = () => [...sim.look('groups').values()][0];

test.each([3, 4, 5, 6])(
  'confirmPayment: the last member’s was cut short before call %i; he asks again, and his group forms at once',
  async (call) => {
    await open(sim, scene, 'lin');
    await pay(sim, scene, 'lin');
    await join(sim, scene, 'mei', 'lin');
    sim.faults.replace([
      { match: { function: 'pay-notify' }, kind: 'drop-notify' },
      { match: { function: 'api', action: 'confirmPayment', call }, kind: 'die-before', nth: 1 },
    ]);
    await pay(sim, scene, 'mei');
    await expect(confirm('mei')).rejects.toThrow('killed');
    expect(await confirm('mei')).toEqual({ status: 'issued' });
    expect(groupNow()).toMatchObject({ status: 'formed', left: 0, held: 0, missing: 0 });
  },
);

test('confirmPayment: two who carry the same payment on at once are both told what became of it', async () => {
  const cutShort: Act = async (own, its) => {
    await open(own, its, 'lin');
    await pay(own, its, 'lin');
    await join(own, its, 'mei', 'lin');
    own.faults.replace([
      { match: { function: 'pay-notify' }, kind: 'drop-notify' },
      { match: { function: 'api', action: 'confirmPayment', call: 4 }, kind: 'die-before', nth: 1 },
    ]);
    await pay(own, its, 'mei');
    await expect(asks(own, its)).rejects.toThrow('killed');
  };
  const answers: unknown[] = [];
  const asks: Act = async (own, its) => {
    answers.push(await ask(own, 'mei', 'confirmPayment', { orderId: orderOf(its, 'mei').orderId }));
  };
  const both = await atOnce(cutShort, 1, [asks, asks]);
  both.sim.close();
  expect(answers).toEqual([{ status: 'issued' }, { status: 'issued' }]);
});

test('confirmPayment: of what is known to be paid nobody else is asked', async () => {
  await paidCard(sim, scene, 'mei');
  sim.forgetCalls();
  expect(await confirm('mei')).toEqual({ status: 'issued' });
  expect(sim.calls().map(({ collection }) => collection)).toEqual(['merchants']);
});
