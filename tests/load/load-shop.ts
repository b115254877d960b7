import { join, resolve } from 'node:path';
import { startCloud } from '../../emulator/cloud';
import type { GatewayCall } from '../../emulator/gateway/cloud-parts';
import { readCalls } from '../calls/call-log';
import { drive, standAt, START, type Driver } from '../story/cloud-driver';
import { openShop } from '../story/shop';
import { startPhones, type Hit, type Shot } from './fire';

/** `npm run race` asks for the full numbers; the everyday suite takes samples of them. */
export const isRace = process.env.TUANQUAN_RACE === 'full';

/** A number of the race, or of the everyday sample. */
export const size = (full: number, sample: number): number => (isRace ? full : sample);

/** How long a test may take: on a machine that others use too, many times what it does take. */
export const patienceMs = (fullMinutes: number): number => size(fullMinutes, 3) * 60_000;

/** Reports what was measured and is not asserted; nothing in the everyday suite. */
export function say(line: string): void {
  if (isRace) process.stdout.write(`${line}\n`);
}

/** Shows how far a long scenario is. */
export function progress(what: string, done: number, all: number): void {
  if (isRace && process.stdout.isTTY) process.stdout.write(`\r${what}: ${String(done)}/${String(all)} `);
  if (isRace && done === all) say(`${process.stdout.isTTY ? '\r' : ''}${what}: all ${String(all)}`);
}

/** A shop under load: eight workers for each function, and two processes of phones. */
export interface LoadShop extends Driver {
  readonly storeId: string;
  /** Fires at once, half of it from each process; says how long it took, if it has a name. */
  fire(what: string, shots: readonly Shot[]): Promise<Hit[]>;
  /** Every gateway call since the log was last emptied. */
  log(): Promise<GatewayCall[]>;
  close(): Promise<void>;
}

/** How many workers each function has. */
export const WORKERS = 8;

const root = resolve(__dirname, '../..');

/** Where a shop's cloud finds its functions and keeps its documents. */
export interface Place {
  readonly dist?: string;
  readonly dataDirectory?: string;
}

/** Starts a cloud under load, its clock standing still; `isOld`: the shop is there already. */
export async function startLoadShop(place: Place = {}, isOld = false): Promise<LoadShop> {
  const cloud = await startCloud({
    ...{ port: 0, dist: join(root, 'dist'), refuseScans: true, log: () => undefined },
    limits: { perFunction: WORKERS, inAll: 3 * WORKERS },
    ...place,
  });
  const phones = await startPhones();
  const driver = drive(cloud);
  if (!isOld) await standAt(driver, START);
  const { storeId } = isOld ? { storeId: '' } : await openShop(driver);
  return {
    ...driver,
    storeId,
    async fire(what, shots) {
      const startedAt = performance.now();
      const hits = await phones.fire(cloud.url, shots);
      if (what !== '') sayRates(what, hits, performance.now() - startedAt);
      return hits;
    },
    log: () => readCalls(driver),
    async close() {
      phones.close();
      await cloud.close();
    },
  };
}

function sayRates(what: string, hits: readonly Hit[], tookMs: number): void {
  const times = hits.map((hit) => hit.tookMs).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(0);
  const rate = ((1000 * hits.length) / tookMs).toFixed(0);
  say(`  ${what}: ${String(hits.length)} in ${tookMs.toFixed(0)} ms, ${rate}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}
