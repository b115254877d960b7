import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { auditAs } from '../../../scripts/audit';
import { Chance } from '../../../simulation/chance';
import { MINUTE, standAt, START } from '../../story/cloud-driver';
import { startOn, type StartedCloud } from '../../story/started-cloud';
import type { Report, Outcome } from '../../../simulation/outcome';
import { newLife, pay, settle, type Life } from './life';
import { openForTrade, trade } from './phones';
import { forgotten, lost, unaccounted } from './reckoning';

/** How many kills one shop lives through: its data grows with each. */
const KILLS_PER_SHOP = 10;
/** The cloud is killed so many answers after the trade began, and so long after the last of them, at the most. */
const ANSWERS_MAX = 40;
const AFTER_MS = 25;

/** What is tried. `start`: another cloud than that of this repository. */
export interface Kills {
  readonly kills: number;
  readonly seed: number;
  readonly start?: (directory: string) => Promise<StartedCloud>;
}

/** What a run of kills has come to. */
export interface Killed extends Outcome {
  /** Answers that phones had when the cloud was killed, and requests that had none. */
  readonly acknowledged: number;
  readonly unanswered: number;
}

/**
 * Kills the local cloud's process (`kill -9`) while phones buy, cancel, pay, redeem, undo and refund and its clock
 * moves, and starts it again each time: two times of three in the moment in which a phone has its answer, else at one
 * that chance decides. What was acknowledged is there; what was not is whole or absent, asked for again under its id;
 * and every invariant holds. Kills that cut nothing off, or nothing that was acknowledged, have tried nothing.
 */
export async function run(report: Report, { kills, seed, start = startOn }: Kills): Promise<Killed> {
  const startedAt = performance.now();
  const tally = { cases: 0, passed: 0, acknowledged: 0, unanswered: 0, violations: [] as string[] };
  for (let shopNumber = 0; tally.cases < kills; shopNumber += 1) {
    const directory = mkdtempSync(join(tmpdir(), 'tuanquan-kills-'));
    let cloud = await start(directory);
    await standAt(cloud, START);
    const deals = await openForTrade(cloud);
    const life = newLife();
    for (let n = 0; n < KILLS_PER_SHOP && tally.cases < kills; n += 1) {
      const before = { granted: life.granted.length, payments: life.payments.length, answers: life.answers };
      const wrong = await tradeUntilKilled(life, cloud, deals, { seed: [seed, shopNumber, n], isAtOnce: n % 3 < 2 });
      tally.acknowledged += life.answers - before.answers;
      tally.unanswered += life.open.size + life.openPayments.size;
      cloud = await start(directory);
      wrong.push(...(await reckon(cloud, life, before, directory)));
      tally.violations.push(...wrong.map((says) => `kill ${String(tally.cases)}: ${says}`));
      tally.cases += 1;
      tally.passed += wrong.length === 0 ? 1 : 0;
      report(tally.cases, kills, `${String(tally.unanswered)} requests were cut off`);
    }
    await cloud.kill();
    rmSync(directory, { recursive: true });
  }
  const { acknowledged, unanswered } = tally;
  if (acknowledged === 0) tally.violations.push('nothing was acknowledged before any kill');
  if (unanswered === 0) tally.violations.push('no kill cut a request off');
  const measured = `${String(acknowledged)} answers before, ${String(unanswered)} requests cut off`;
  return { ...tally, ms: performance.now() - startedAt, measured };
}

/** When the cloud is killed: after so many answers as the seed says, and `isAtOnce` with the last of them. */
interface Moment {
  readonly seed: readonly number[];
  readonly isAtOnce: boolean;
}

/** Everybody trades until the process is killed; says what went wrong before that. */
async function tradeUntilKilled(
  life: Life,
  cloud: StartedCloud,
  deals: readonly string[],
  { seed, isAtOnce }: Moment,
): Promise<string[]> {
  const chance = new Chance('kill', ...seed);
  const enough = life.answers + 1 + chance.below(ANSWERS_MAX);
  const early: string[] = [];
  const killed = new AbortController();
  const { signal } = killed;
  const kill = (): Promise<void> => {
    killed.abort();
    return cloud.kill();
  };
  let due = (): void => undefined;
  const isDue = new Promise<void>((resolve) => (due = resolve));
  const onFailure = (error: unknown): void => {
    if (!signal.aborted) early.push(`before the kill: ${String(error)}`);
    due();
  };
  life.onGranted = () => {
    if (signal.aborted || life.answers < enough) return;
    if (isAtOnce) void kill();
    due();
  };
  const traded = trade(life, cloud, deals, seed, { signal, onFailure });
  await isDue;
  await sleep(chance.below(AFTER_MS));
  await kill();
  await traded;
  return early;
}

/** Asks again for what was cut off, then compares what phones were told with what is there. */
async function reckon(
  cloud: StartedCloud,
  life: Life,
  before: { readonly granted: number; readonly payments: number },
  directory: string,
): Promise<string[]> {
  const [granted, payments] = [life.granted.slice(before.granted), life.payments.slice(before.payments)];
  const wrong = await lost(cloud, life);
  wrong.push(...(await forgotten(cloud, granted, payments)));
  for (const open of life.open) await settle(life, cloud, open);
  for (const bought of life.openPayments) await pay(life, cloud, bought);
  await cloud.advance(2 * MINUTE);
  wrong.push(...(await unaccounted(cloud, life)));
  const { lines, status } = await auditAs(['--data', directory]);
  return status === 0 ? wrong : [...wrong, ...lines.filter((line) => !/^I\d+ +ok/.test(line))];
}
