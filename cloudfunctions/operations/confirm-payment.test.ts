import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { emptyScene, join, open, orderOf, paidCard, pay, type Scene } from '../../simulation/scene';
import { ask } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';

let sim: Simulation;
let scene: Scene;

beforeEach(async () => {
  sim = createSimulation({ seed: 1 });
  scene = await emptyScene(sim);
});

afterEach(() => {
  sim.close();
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
    await confirm('mei').catch(() => undefined);
    expect(await confirm('mei')).toEqual({ status: 'issued' });
    expect(groupNow()).toMatchObject({ status: 'formed', left: 0, held: 0, missing: 0 });
  },
);

test('confirmPayment: of what is known to be paid nobody else is asked', async () => {
  await paidCard(sim, scene, 'mei');
  sim.forgetCalls();
  expect(await confirm('mei')).toEqual({ status: 'issued' });
  expect(sim.calls().map(({ collection }) => collection)).toEqual(['merchants']);
});
