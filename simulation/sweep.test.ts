import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from './chance';
import { flows } from './flows/flows';
import { recordingOf } from './recording';
import { caseName, casesOf, study, tryCase, type Studied } from './sweep';

/** Flows that are disturbed at every call here; of all others a sample is, and `npm run sweep` does the rest. */
const WHOLE = ['join a group', 'redeem by token'];
const SAMPLE = 50;

const studies = new Map<string, Promise<Studied>>();

function studied(name: string): Promise<Studied> {
  const flow = flows.find((candidate) => candidate.name === name);
  if (!flow) throw new Error(`there is no flow ${name}`);
  const one = studies.get(name) ?? study(flow);
  studies.set(name, one);
  return one;
}

async function failures(one: Studied, cases = casesOf(one)): Promise<string[]> {
  const found: string[] = [];
  for (const each of cases) {
    const wrong = await tryCase(one, each);
    if (wrong.length > 0) found.push([caseName(one, each), ...wrong].join('\n  '));
  }
  return found;
}

test.each(WHOLE)('sweep: "%s" ends as it should, wherever it is cut short', async (name) => {
  const one = await studied(name);
  expect(casesOf(one).length).toBeGreaterThanOrEqual(40);
  expect(await failures(one)).toEqual([]);
});

test('sweep: undisturbed, every flow ends well', async () => {
  for (const { name } of flows) expect([name, ...(await studied(name)).wrong]).toEqual([name]);
}, 120_000);

test('sweep: flows ask of the cloud exactly what is recorded', async () => {
  const recordings = await Promise.all(flows.map(async ({ name }) => recordingOf(await studied(name))));
  const kept = readFileSync(join(__dirname, 'recordings.txt'), 'utf8');
  // Made anew by `npm run sweep -- --record`; whoever does says in the commit why the calls have changed.
  expect(recordings.join('\n')).toBe(kept);
});

test('sweep: of all cases a sample ends as it should', async () => {
  const all = await Promise.all(flows.map(({ name }) => studied(name)));
  const cases = all.flatMap((one) => casesOf(one).map((each) => ({ one, each })));
  expect(cases.length).toBeGreaterThan(2000);
  const chance = new Chance('sample');
  const found: string[] = [];
  for (let i = 0; i < SAMPLE; i += 1) {
    const picked = cases.splice(chance.below(cases.length), 1)[0];
    if (picked) found.push(...(await failures(picked.one, [picked.each])));
  }
  expect(found).toEqual([]);
}, 120_000);

test('sweep: it notices what does not end as it should', async () => {
  const one = await studied('join a group');
  const [first] = casesOf(one);
  if (!first) throw new Error('there are no cases');
  // Undisturbed it ends with an order; whoever expects none is contradicted, and so is who expects a mishap in vain.
  const elsewhere = { ...one, ends: one.ends.slice(0, 1) };
  expect((await tryCase(elsewhere, first)).join()).toContain('+ order');
  const never = { ...first, call: { ...first.call, nth: 99 } };
  expect(await tryCase(one, never)).toEqual(['the mishap did not strike']);
});
