import type { GatewayRequest } from '../../../emulator/gateway/wire-request';
import { Chance } from '../../../simulation/chance';
import { complaints } from '../../../simulation/complaints';
import { createSimulation, type Simulation } from '../../../simulation/simulation';
import type { Answer } from '../../../typings/answer';
import type { ErrorCode } from '../../../typings/error';
import { databaseHash, sameButCounters } from '../database-hash';
import { leakFinders, type LeakFinders } from '../leaks';
import { showsNoOthers } from '../policy';
import { CODE_FILE } from '../policy/shop';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import type { Things, World } from '../two-shops';
import { nextTry, type Try } from './input';
import { wrongOnTheWire } from './wire';
import { openWorlds } from './worlds';

/** Inputs of one simulation: each batch begins in one of the worlds, in turn, and can be tried again alone. */
export const BATCH = 500;

const MINUTE_MS = 60_000;
const SHOWN_MAX = 600;

/** What is tried: so many inputs of a seed, from a batch on. */
export interface Wanted {
  readonly seed: number;
  readonly inputs: number;
  readonly firstBatch?: number;
}

/** How many inputs were answered in which way, and of which action how many were taken. */
export interface Tally {
  readonly answers: Record<string, number>;
  readonly taken: Record<string, number>;
}

/** Sends inputs of all kinds to every function, and watches what leaves, what comes back, and what is stored. */
export async function run(
  report: Report = unheard,
  { seed, inputs, firstBatch = 0 }: Wanted = { seed: 1, inputs: 1_000_000 },
): Promise<Outcome & { readonly tally: Tally }> {
  const startedAt = performance.now();
  const worlds = await openWorlds();
  const violations: string[] = [];
  const tally: Tally = { answers: {}, taken: {} };
  let cases = 0;
  for (let batch = firstBatch; cases < inputs; batch += 1) {
    report(cases, inputs, `batch ${String(batch)} of seed ${String(seed)}`);
    const one = new Batch(worlds[batch % worlds.length] ?? worlds[0], seed, batch, tally);
    violations.push(...(await one.run(Math.min(BATCH, inputs - cases))));
    cases += BATCH;
  }
  const passed = inputs - violations.length;
  return { cases: inputs, passed, ms: performance.now() - startedAt, violations, tally };
}

type Documents = ReturnType<Simulation['documents']>;

/** Names that the other side has, and names of nothing. */
const namesOfAll = ({ first, second, missing }: World): string[] =>
  [first, second, missing].flatMap((things: Things) => Object.values(things) as string[]);

/** Inputs that are tried one after the other in one simulation. */
class Batch {
  readonly #world: World;
  readonly #name: string;
  readonly #chance: Chance;
  readonly #tally: Tally;
  readonly #sim: Simulation;
  readonly #finders: LeakFinders;
  /** What was taken so far: it may come back. */
  readonly #said: unknown[] = [];
  #sent: string[] = [];
  #hash = '';
  #isTouched = true;

  constructor(world: World, seed: number, batch: number, tally: Tally) {
    this.#world = world;
    this.#name = `--seed ${String(seed)} --batch ${String(batch)}`;
    this.#chance = new Chance('fuzz', seed, batch);
    this.#tally = tally;
    this.#finders = leakFinders(world);
    const onRequest = (request: GatewayRequest): void => void this.#sent.push(...wrongOnTheWire(request));
    this.#sim = createSimulation({ seed: 1, from: world.snapshot, onRequest });
    this.#sim.onChange(() => {
      this.#isTouched = true;
    });
  }

  /** Tries so many inputs; then time passes, and what was taken must hold together. */
  async run(count: number): Promise<string[]> {
    const sim = this.#sim;
    const foreign = namesOfAll(this.#world);
    const violations: string[] = [];
    try {
      await sim.upload(CODE_FILE.path, CODE_FILE.text);
      for (let i = 0; i < count; i += 1) {
        const one = nextTry(this.#world, this.#chance, foreign);
        const wrong = await this.#tryOne(one);
        if (wrong.length > 0) violations.push(`${this.#name}, no. ${String(i)}: ${wrong.join('; ')}\n  ${shown(one)}`);
      }
      const printedBefore = sim.printed().length;
      await sim.advance(15 * MINUTE_MS);
      const after = [...sim.printed().slice(printedBefore), ...complaints(sim), ...this.#sent];
      return [...violations, ...after.map((line) => `${this.#name}, at its end: ${line}`)];
    } finally {
      sim.close();
    }
  }

  async #tryOne(one: Try): Promise<string[]> {
    const before = this.#sim.documents();
    const hash = this.#hashNow();
    const printedBefore = this.#sim.printed().length;
    this.#sent = [];
    const ended = await this.#sim.invoke(one.functionName, one.event, one.identity).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ thrown: String(error) }),
    );
    const wrong = 'thrown' in ended ? [`it threw ${ended.thrown}`] : this.#wrongIn(one, ended.answer, before, hash);
    const printed = this.#sim.printed().slice(printedBefore);
    return [...wrong, ...this.#sent.splice(0), ...printed.map((line) => `it printed ${line}`)];
  }

  #wrongIn(one: Try, answer: unknown, before: Documents, hash: string): string[] {
    const isUnchanged = (): boolean => hash === this.#hashNow();
    const leaks = this.#finders(one.role, one.action !== undefined && showsNoOthers(one.action, one.role));
    const told = leaks(answer, [...this.#said, one.event]).map((leak) => `it told ${leak}`);
    if (one.functionName !== 'api') return isUnchanged() ? told : [...told, 'a stranger made it act'];
    const { ok, ...rest } = answer as Answer<unknown>;
    const way = ok ? 'ok' : (rest as { error: ErrorCode }).error;
    count(this.#tally.answers, way);
    if (one.role === 'nobody' && way !== 'NOT_SIGNED_IN') return [...told, `nobody was answered ${way}`];
    if (ok) {
      count(this.#tally.taken, one.action ?? '');
      this.#said.push(one.event);
      return told;
    }
    return [
      ...told,
      ...(way === 'INTERNAL' ? ['it was INTERNAL'] : []),
      ...(isUnchanged() || (isCounted(one) && sameButCounters(before, this.#sim.documents()))
        ? []
        : [`${way} changed the database`]),
    ];
  }

  /** Taken anew only where something was written since. */
  #hashNow(): string {
    if (this.#isTouched) this.#hash = databaseHash(this.#sim.documents());
    this.#isTouched = false;
    return this.#hash;
  }
}

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** Codes and forged tokens are counted before they are answered. */
const isCounted = ({ action }: Try): boolean => action === 'prepareRedemption' || action === 'redeemVoucher';

/** The input in one line, as short as can be read. */
function shown({ role, functionName, event }: Try): string {
  const text = JSON.stringify(event);
  const cut = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}… (${String(text.length)})` : text;
  return `${role} calls ${functionName} ${cut}`;
}
