import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTICES, TIMERS, USUAL } from './circumstances';
import { CRASHES } from './crashes';
import { CLIENTS } from './flow';
import { flows } from './flows/flows';
import { cloudFunctions, type CloudFunction } from './functions';
import { unheard } from './outcome';
import { play } from './play';
import { recordingOf, textOf, type Recording } from './recording';
import { sampled } from './sample';
import { openStudies, wrongWith, type Studied } from './study';
import { caseName, casesOf, pairsFrom, tryCase, type Case } from './sweep';

/** Of all cases so many are tried here; `npm run sweep` tries the rest. */
const SAMPLE = flows.length;
const PAIRS = 12;

const studies = openStudies();

function studied(name: string): Promise<Studied> {
  const flow = flows.find((candidate) => candidate.name === name);
  if (!flow) throw new Error(`there is no flow ${name}`);
  return studies.study(flow);
}

async function failures(cases: readonly (readonly [Studied, Case])[]): Promise<string[]> {
  const found: string[] = [];
  for (const [one, each] of cases) {
    const wrong = await tryCase(one, each);
    if (wrong.length > 0) found.push([caseName(one, each), ...wrong].join('\n  '));
  }
  return found;
}

test('sweep: undisturbed, every flow ends well', async () => {
  for (const flow of flows) {
    expect([flow.name, ...(await studies.wrongUndisturbed(await studies.study(flow)))]).toEqual([flow.name]);
  }
});

test('sweep: flows ask of the cloud exactly what is recorded', async () => {
  const recordings: Recording[] = [];
  for (const flow of flows) recordings.push(recordingOf(await studies.study(flow)));
  const kept = readFileSync(join(__dirname, 'recordings.txt'), 'utf8');
  // Made anew by `npm run sweep -- --record`; whoever does says in the commit why the calls have changed.
  expect(textOf(recordings, kept)).toBe(kept);
});

test('sweep: of all cases a sample ends as it should, of each flow, circumstance, kind and client', async () => {
  const picked = await sampled(studies, flows, { count: SAMPLE, seed: 1 }, unheard);
  const seen = new Set(
    picked.flatMap(([{ start, under }, { kind, client }]) => [
      start.flow.name,
      `notices ${under.notices}`,
      `timers ${under.timers}`,
      kind,
      client,
    ]),
  );
  const habits = [...NOTICES.map((notices) => `notices ${notices}`), ...TIMERS.map((timers) => `timers ${timers}`)];
  expect([...CRASHES, ...CLIENTS, ...habits].filter((each) => !seen.has(each))).toEqual([]);
  expect(flows.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  for (const one of new Set(picked.map(([each]) => each))) {
    const { start, under } = one;
    expect([start.flow.name, under, ...(await studies.wrongUndisturbed(one))]).toEqual([start.flow.name, under]);
  }
  expect(await failures(picked)).toEqual([]);
});

test('sweep: of pairs of calls a few end as they should', async () => {
  const singles = await sampled(studies, flows, { count: PAIRS, seed: 2 }, unheard);
  const pairs: (readonly [Studied, Case])[] = [];
  for (const [one, single] of singles) {
    const both = await pairsFrom(one, single);
    pairs.push(...both.slice(both.length >> 1, (both.length >> 1) + 1).map((each) => [one, each] as const));
  }
  expect(pairs.length).toBeGreaterThan(PAIRS / 3);
  expect(await failures(pairs)).toEqual([]);
});

test('sweep: it notices what does not end as it should', async () => {
  const one = await studied('join a group');
  const [first] = casesOf(one);
  if (!first) throw new Error('there are no cases');
  // Undisturbed it ends with an order; whoever expects none is contradicted, and so is who expects a mishap in vain.
  const elsewhere: Studied = { ...one, endAfter: () => one.endAfter(0) };
  expect((await tryCase(elsewhere, first)).join()).toContain('+ order');
  const never = { ...first, call: { ...first.call, nth: 10_000 } };
  expect(await tryCase(one, never)).toEqual(['the mishap did not strike']);
});

test('sweep: a notice before the answer is taken whole before whoever asked for the refund goes on', async () => {
  const { start } = await studied('the merchant refunds all');
  const { calls } = await studies.study(start.flow, { ...USUAL, notices: 'before the answer' });
  const asked = calls.findIndex(({ action }) => action === 'refund');
  const after = calls.slice(asked + 1).map(({ function: name }) => name);
  expect(after.slice(0, 3)).toEqual(['refund-notify', 'refund-notify', 'deliver']);
});

test('sweep: circumstances matter only to flows that have notices and timers', async () => {
  const names = async (name: string): Promise<number> => {
    const { start } = await studied(name);
    return (await studies.circumstancesOf(start.flow)).length;
  };
  expect(await names('open a group')).toBe(1);
  expect(await names('cancel')).toBe(TIMERS.length);
  expect(await names('pay for a seat')).toBe(NOTICES.length - 2);
  expect(await names('paid late for a lost seat, money back')).toBe(NOTICES.length * TIMERS.length);
  expect((await studied('open a group')).under).toBe(USUAL);
});

type Functions = Readonly<Record<string, CloudFunction>>;

/** The deployed functions, of which some do nothing and answer as if all were well. */
const inPlace = (mains: Readonly<Record<string, () => Promise<unknown>>>): Functions =>
  Object.fromEntries(
    Object.entries(cloudFunctions).map(([name, real]) => [name, { ...real, main: mains[name] ?? real.main }]),
  );

const ran = () => Promise.resolve({ ran: true });
const taken = () => Promise.resolve({ errcode: 0, errmsg: 'SUCCESS' });
const idleTimers = { expire: ran, deliver: ran, settle: ran };
const idleNotices = { 'pay-notify': taken, 'refund-notify': taken };

const answersHeard = new Map<string, readonly object[]>();

/** What the api says in a flow, request by request. */
async function heard({ start }: Studied, real: CloudFunction): Promise<readonly object[]> {
  const known = answersHeard.get(start.flow.name);
  if (known) return known;
  const answers: object[] = [];
  const listens = async (event: never): Promise<unknown> => {
    const answer = (await real.main(event)) as object;
    answers.push(answer);
    return answer;
  };
  await play(start, { functions: { ...cloudFunctions, api: { ...real, main: listens } } });
  answersHeard.set(start.flow.name, answers);
  return answers;
}

/** An api that says to each request what the real one says, refuses nothing, and writes nothing. */
async function idleApi(one: Studied): Promise<Record<'api', CloudFunction>> {
  const real = cloudFunctions.api;
  if (!real) throw new Error('there is no api');
  const answers = [...(await heard(one, real))];
  const promises = (): Promise<unknown> => Promise.resolve({ data: {}, now: 0, ...answers.shift(), ok: true });
  return { api: { ...real, main: promises } };
}

/** Flows whose end is the same with these functions. */
async function unnoticed(
  functionsFor: (one: Studied) => Functions | Promise<Functions>,
  among: (one: Studied) => boolean = () => true,
): Promise<string[]> {
  const found: string[] = [];
  for (const flow of flows) {
    const one = await studies.study(flow);
    if (among(one) && (await wrongWith(one, await functionsFor(one))).length === 0) found.push(flow.name);
  }
  return found;
}

const isAsked = ({ start }: Studied): boolean => start.flow.acts.some(({ kind }) => kind === 'request');
const hasRefunds = ({ whole }: Studied): boolean => whole.notices.includes('refund');

/** What these ask for would come by itself, a little later: their ends cannot tell, their recordings do. */
const ONLY_HURRYING = [
  'cancel when it can be closed at once',
  'confirm a payment whose notice is late',
  'confirm a payment whose notice comes a day late',
];

/** Here everything is done in the requests themselves. */
const NOTHING_OWED = [
  'take on a merchant, who claims his shop with the later of two codes',
  'claim a shop, open a store, employ a clerk',
  'send a clerk away',
  'a shop changes hands, and goes to its clerk',
  'write a deal and publish it',
  'bring codes along',
  'take over codes that an import has left behind',
  'pay a commission',
  'say a name and allow messages, in either order',
  'print codes for a deal and a store',
];

test('nothing: an api that answers and writes nothing is noticed wherever it does more than hurry', async () => {
  const idle = async (one: Studied) => ({ ...cloudFunctions, ...(await idleApi(one)) });
  expect(await unnoticed(idle, isAsked)).toEqual(ONLY_HURRYING);
});

test('nothing: timers that do nothing are noticed wherever anything is owed', async () => {
  expect(await unnoticed(() => inPlace(idleTimers))).toEqual(NOTHING_OWED);
});

test('nothing: notices of refunds that are taken and forgotten are noticed', async () => {
  expect(await unnoticed(() => inPlace(idleNotices), hasRefunds)).toEqual([]);
});

test('nothing: a system of which nothing does anything is noticed in every flow', async () => {
  const nothing = async (one: Studied) => ({ ...inPlace({ ...idleTimers, ...idleNotices }), ...(await idleApi(one)) });
  expect(await unnoticed(nothing)).toEqual([]);
});
