import { createSimulation, type Simulation, type Snapshot } from '../../simulation/simulation';
import { openidOf, SHOPS } from './cast';
import { databaseHash } from './database-hash';
import { unheard, type Report, type Outcome } from '../../simulation/outcome';
import { openTwoShops, type World } from './two-shops';

const DAY_MS = 24 * 3_600_000;
const TIMER = 'wx_trigger';
const PAY = 'wx_paycallback';

/**
 * Every source that WeChat names (developers.weixin.qq.com, Cloud.getWXContext, read 2026-11-22), chains of them, near
 * misses, and none at all.
 */
export const SOURCES = [
  ...[TIMER, PAY, 'wx_client', 'wx_http', 'wx_devtools', 'wx_crawler', 'wx_localdebug', 'wx_unknown', 'scf'],
  ...['other', ''],
  ...[`${TIMER},scf`, `${PAY},scf`, 'wx_client,scf', `scf,${TIMER}`, `scf,${PAY}`, `wx_client,${TIMER}`],
  ...[`${TIMER},${PAY}`, `${PAY},wx_client`, ` ${TIMER}`, `${PAY} `, TIMER.toUpperCase(), `${PAY}s`],
] as const;

/** A function that only WeChat may call: by whom, and with what it then does something. */
export interface Guarded {
  readonly name: string;
  readonly source: string;
  readonly event: unknown;
  /** What everybody else is answered. */
  readonly refusal: unknown;
  readonly at: Snapshot;
}

const FORBIDDEN = { errcode: 403, errmsg: 'FORBIDDEN' };

/** Timers and notices, each at a moment at which it has something to do. */
async function guarded(world: World): Promise<Guarded[]> {
  const { snapshot } = world;
  const later = { ...snapshot, now: snapshot.now + 30 * DAY_MS };
  const timers = ['expire', 'deliver', 'settle'].map((name) => ({
    ...{ name, source: TIMER, event: { Type: 'Timer', TriggerName: name }, refusal: { ran: false }, at: later },
  }));
  return [...timers, ...(await notices(world))];
}

/** The notices of WeChat Pay that change something where they are told. */
export async function notices(world: World): Promise<Guarded[]> {
  const { snapshot } = world;
  const refunding = await withRefund(world);
  const told = { source: PAY, refusal: FORBIDDEN };
  return [
    { ...told, name: 'pay-notify', event: eventIn(snapshot, 'payment'), at: snapshot },
    { ...told, name: 'refund-notify', event: eventIn(refunding, 'refund'), at: refunding },
  ];
}

/** The same world a moment after a buyer's refund was asked of WeChat. */
async function withRefund({ snapshot, first }: World): Promise<Snapshot> {
  const sim = createSimulation({ seed: 1, from: snapshot });
  try {
    sim.faults.replace([{ match: { function: 'refund-notify' }, kind: 'drop-notify' }]);
    await sim.call(openidOf('first', 'buyer'), 'requestRefund', { requestId: 'refund-me', orderId: first.orderId });
    await sim.advance(2 * 60_000);
    return sim.snapshot();
  } finally {
    sim.close();
  }
}

/** The latest notice that WeChat has for the functions, as it would tell it. */
export function eventIn({ documents }: Snapshot, kind: string): unknown {
  const notices = (documents.sys_pay_notices ?? []).filter((notice) => notice.kind === kind && notice.dueAt !== null);
  const notice = notices.at(-1);
  if (!notice) throw new Error(`there is no ${kind} notice`);
  return notice.event;
}

/** Calls every guarded function with every source, as nobody and as a person. */
export async function run(report: Report = unheard): Promise<Outcome> {
  const startedAt = performance.now();
  const functions = await guarded(await openTwoShops());
  const all = functions.flatMap((one) =>
    SOURCES.flatMap((source) => [undefined, openidOf('first', 'owner')].map((openid) => ({ one, source, openid }))),
  );
  const violations: string[] = [];
  for (const [done, { one, source, openid }] of all.entries()) {
    report(done, all.length, one.name);
    const wrong = await tryOne(one, source, openid);
    if (wrong)
      violations.push(`${one.name} called by "${source}"${openid === undefined ? '' : ' as a person'}: ${wrong}`);
  }
  const passed = all.length - violations.length;
  return { cases: all.length, passed, ms: performance.now() - startedAt, violations };
}

async function tryOne(one: Guarded, source: string, openid: string | undefined): Promise<string | undefined> {
  const sim = createSimulation({ seed: 1, from: one.at });
  try {
    const before = databaseHash(sim.documents());
    const identity = { appid: SHOPS.first, source, ...(openid === undefined ? {} : { openid }) };
    const answer = await sim.invoke(one.name, one.event, identity);
    const told = JSON.stringify([answer, ...sim.printed()]);
    const acted = databaseHash(sim.documents()) !== before;
    if (source === one.source) return acted && !isRefusal(one, answer, sim) ? undefined : `it did nothing: ${told}`;
    return acted || !isRefusal(one, answer, sim) ? `it acted: ${told}` : undefined;
  } finally {
    sim.close();
  }
}

const isRefusal = ({ refusal }: Guarded, answer: unknown, sim: Simulation): boolean =>
  JSON.stringify(answer) === JSON.stringify(refusal) && sim.calls().length === 0;
