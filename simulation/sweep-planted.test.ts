import { expect, test } from '@jest/globals';
import { openWorld, sourceOfCall } from '../cloudfunctions/adapters/world';
import { timerAnswer } from '../cloudfunctions/runtime/timer';
import type { World } from '../cloudfunctions/runtime/operation';
import { is } from '../cloudfunctions/runtime/terms';
import { expire } from '../cloudfunctions/timers/expire';
import type { GatewayCall } from '../emulator/gateway/cloud-parts';
import type { ErrorCode } from '../typings/error';
import { USUAL, type Circumstances } from './circumstances';
import { asks, perform, type Flow } from './flow';
import { flows } from './flows/flows';
import { cloudFunctions, type CloudFunction } from './functions';
import { unheard } from './outcome';
import { play } from './play';
import { NothingPaid, type Scene } from './scene';
import { Refused } from './shop';
import type { Printed, Simulation } from './simulation';
import { openStudies, wrongWith } from './study';
import { casesOf, tryCase, unexplained } from './sweep';
import { leewayIn } from './sweep-leeway';
import { run } from './sweep-run';

/** Weaknesses that the sweep once did not see. Each is planted, and must be noticed. */
const UNASKED: Circumstances = { notices: 'never, and nobody asks', timers: 'as ever' };

function flowOf(name: string): Flow {
  const flow = flows.find((candidate) => candidate.name === name);
  if (!flow) throw new Error(`there is no flow ${name}`);
  return flow;
}

const lastSeat = flowOf('pay for the last seat');

/** The deployed functions, of which `expire` does this. */
function withExpire(does: (world: World) => Promise<void>): Readonly<Record<string, CloudFunction>> {
  const real = cloudFunctions.expire;
  if (!real) throw new Error('there is no expire');
  const main = () => timerAnswer(sourceOfCall(), () => does(openWorld()));
  return { ...cloudFunctions, expire: { ...real, main } };
}

/** Takes for unpaid whatever WeChat does not close. */
const unasking = withExpire((world) => {
  const payments = { ...world.payments, query: () => Promise.resolve({ state: 'closed' } as const) };
  return expire({ ...world, payments });
});

test('a timer that closes what is paid is noticed where nobody else asks', async () => {
  const studies = openStudies();
  const never = await studies.study(lastSeat, { notices: 'never', timers: 'as ever' });
  expect(await wrongWith(never, unasking)).toEqual([]);
  expect(await wrongWith(await studies.study(lastSeat, UNASKED), unasking)).not.toEqual([]);
});

test('a circumstance whose undisturbed end is wrong is noticed in a sample', async () => {
  const { violations } = await run(unheard, { flow: lastSeat.name, sample: 15 }, openStudies(unasking));
  const wrong = violations.map((line) => line.split('\n')[0]);
  expect(wrong).toContain('pay for the last seat | notices never, and nobody asks | timers as ever | undisturbed');
});

test('a timer that never runs again once it was ended is noticed, though it works after all acts only', async () => {
  let isLocked = false;
  const locking = withExpire(async (world) => {
    if (isLocked) return;
    isLocked = true;
    await expire(world);
    isLocked = false;
  });
  const studied = await openStudies(locking).study(lastSeat, UNASKED);
  const deaths = casesOf(studied, ['die-before']).filter(({ call }) => call.function === 'expire');
  const noticed: boolean[] = [];
  for (const each of deaths) {
    isLocked = false;
    if ((await tryCase(studied, each)).length > 0) noticed.push(each.call.act === studied.acts.length);
  }
  expect(noticed).toContain(true);
  expect(noticed).not.toContain(false);
});

test('a status that goes there and back by a way that there is not is noticed', async () => {
  const { start } = await openStudies().study(lastSeat);
  const [group] = start.snapshot.documents.groups ?? [];
  const wavering = withExpire(async (world) => {
    await expire(world);
    const its = { _id: is.oneOf([String(group?._id)]) };
    await world.database.changeAll('groups', { ...its, status: 'formed' }, { status: 'open' });
    await world.database.changeAll('groups', { ...its, status: 'open', missing: 0 }, { status: 'formed' });
  });
  expect((await play(start)).wrong).toEqual([]);
  expect((await play(start, { functions: wavering })).wrong.join()).toContain('group formed → open');
});

const call = { function: 'deliver', action: 'database.modifyDocument', requestId: 'r1', index: 5, trace: [] };
const calls = (...all: readonly Partial<GatewayCall>[]): GatewayCall[] =>
  all.map((each) => ({ ...call, ...each }) as GatewayCall);

const report = (error: string): Printed => ({
  line: `[deliver] an order could not be delivered {"orderId":"O1","error":"${error}"}`,
  requestId: 'r1',
});
const lost = report('Error: collection.update:fail -501001 resource system error. socket hang up');
const killed: Printed = { line: '[deliver] the function was killed', requestId: undefined };

test.each<[string, Partial<GatewayCall>, readonly Printed[], number]>([
  ['the failure that struck it, of its own run', { fault: 'lose-answer' }, [lost], 0],
  ['its end, as the cloud tells it', { fault: 'die-after' }, [killed], 0],
  ['the same failure, twice', { fault: 'lose-answer' }, [lost, lost], 1],
  ['the same failure, in another run', { fault: 'lose-answer' }, [{ ...lost, requestId: 'r2' }], 1],
  ['another failure', { fault: 'busy' }, [lost], 1],
  ['a bug', { fault: 'busy' }, [report('TypeError: nothing has no system error')], 1],
  ['an end that it did not come to', { fault: 'lose-answer' }, [killed], 1],
  ['anything, unless it was struck', {}, [lost], 1],
])('of a call that was struck a line explains %s', (_, struck, printed, unexplainedLines) => {
  expect(unexplained({ calls: calls(struck), printed })).toHaveLength(unexplainedLines);
});

const inbox = { action: 'database.insertDocument', collection: 'messages' };
const wrote = { ...inbox, trace: [{ collection: 'messages', kind: 'write', examined: 0, matched: 1 }] } as const;
const unshown = ["- WeChat's message to lin {}", "- WeChat's message to mei {}"];

test.each<[string, readonly Partial<GatewayCall>[], number]>([
  ['ends after it was written', [wrote, { fault: 'die-before' }], 1],
  ['does not hear that it was written', [{ ...wrote, fault: 'lose-answer' }], 1],
  ['is refused its sending', [wrote, { action: 'subscribeMessage.send', fault: 'busy' }], 1],
  ['ends before it was written', [{ ...wrote, fault: 'die-before' }], 0],
  ['ends with an answer that it did not get', [wrote, { collection: 'orders', fault: 'busy' }], 1],
  ['was struck elsewhere, and goes on', [wrote, { collection: 'orders', fault: 'busy' }, { index: 6 }], 0],
  ['is another one than that which ends', [wrote, { requestId: 'r2', fault: 'die-before' }], 0],
])('a message is left in the inbox where its run %s', (_, made, allowed) => {
  const allows = leewayIn(USUAL, calls(...made));
  expect(unshown.slice(0, 1).filter((line, __, lines) => allows(line, lines))).toHaveLength(allowed);
  expect(unshown.filter((line, __, lines) => allows(line, lines))).toEqual([]);
});

test.each<[string, Error, boolean]>([
  ['that the group has ended', new Refused('GROUP_NOT_OPEN', undefined, 'createOrder'), true],
  ['that the time to pay is over', new NothingPaid('ORDERCLOSED'), true],
  ['that he may not', new Refused('FORBIDDEN' satisfies ErrorCode, undefined, 'createOrder'), false],
  ['what another request is refused with', new Refused('GROUP_NOT_OPEN', undefined, 'redeemVoucher'), false],
  ['that he has no money', new NothingPaid('NOTENOUGH'), false],
])('who asks again late takes it for an end or a defect: %s', async (_, refusal, isAnEnd) => {
  const act = asks(() => Promise.reject(refusal));
  const nowhere = {} as Simulation;
  const performed = perform([act], nowhere, {} as Scene, { client: 'asks again late' });
  await (isAnEnd ? expect(performed).resolves.toBeUndefined() : expect(performed).rejects.toBe(refusal));
});

test('a refunded leader may have earned on what was used meanwhile, and nobody else on anything else', async () => {
  const flow = flowOf('a leader is refunded, and earns nothing more');
  const { whole } = await openStudies().study(flow);
  const commissions = whole.end.filter((line) => line.startsWith('commission '));
  const earned = commissions.map((line) => `+ ${line.replace('"accruedFen":0', '"accruedFen":500')}`);
  expect(earned.map((line) => flow.leavesOver?.test(line.replace('"isDecided":false', '"isDecided":true')))).toEqual([
    true,
    false,
  ]);
  const others = earned.map((line) => line.replace(/"leaderId":"\w+"/, '"leaderId":"SOMEBODY"'));
  expect(others.filter((line) => flow.leavesOver?.test(line))).toEqual([]);
});
