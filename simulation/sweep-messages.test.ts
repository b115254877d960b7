import { expect, test } from '@jest/globals';
import { USUAL } from './circumstances';
import { asks, passes, type Flow } from './flow';
import { MINUTE_MS, paidCard, redeem, show } from './scene';
import { ask } from './shop';
import { openStudies, studied } from './study';
import { caseName, casesOf, tryCase } from './sweep';

const TEMPLATE = 'demo-redeemed';

/** Lin has said twice that she allows the message of what happens to her here, once. */
const told: Flow = {
  name: 'a redemption is told beside the inbox',
  before: async (sim, scene) => {
    await paidCard(sim, scene, 'lin');
    await sim.advance(2 * MINUTE_MS);
    for (let i = 0; i < 2; i += 1) await ask(sim, 'lin', 'recordConsent', { accepted: [TEMPLATE] });
    await show(sim, scene, 'lin');
  },
  acts: [asks((sim, scene) => redeem(sim, scene, 'lin', 'code')), passes(2 * MINUTE_MS)],
};

test('messages: however a run ends, a message is shown once in its words, or not at all', async () => {
  const { start } = await openStudies().study(told);
  const { documents } = start.snapshot;
  // WeChat counts by itself what a person allows; more than once, or a second message would be refused there.
  const consent = { _id: `lin:${TEMPLATE}`, openid: 'lin', template: TEMPLATE, left: 5 };
  const snapshot = { ...start.snapshot, documents: { ...documents, sys_consents: [consent] } };
  const one = await studied({ ...start, snapshot }, USUAL);
  expect(one.whole.end.filter((line) => line.startsWith("WeChat's message to "))).toHaveLength(1);
  const delivering = casesOf(one).filter(({ call }) => call.function === 'deliver');
  const wrong: string[] = [];
  for (const each of delivering) {
    const found = await tryCase(one, each);
    if (found.length > 0) wrong.push([caseName(one, each), ...found].join('\n  '));
  }
  expect(wrong).toEqual([]);
  expect(new Set(delivering.map(({ kind }) => kind)).size).toBe(5);
});
