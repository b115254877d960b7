import type { Agendum } from '../clock/agenda';
import type { VirtualClock } from '../clock/clock';
import { readSchedule, type Schedule } from '../clock/schedule';
import type { Engine } from '../engine/engine';
import type { CollectionSpec } from '../engine/schema';
import type { FaultKind, Faults } from '../faults/faults';
import type { GatewayCall } from '../gateway/cloud-parts';
import type { FunctionOptions } from './function-options';
import { idleRun, idleUntil, movesWithClock, type IdleRun } from './idle-run';
import type { Identity } from './invocations';

export const timerCollections: readonly CollectionSpec[] = [{ name: 'sys_timers', indexes: [] }];

/** Mishaps that could make a run of a timer differ from the one before. */
const DISTURBING: readonly FaultKind[] = [
  'timer-skip',
  'timer-double',
  'die-before',
  'die-after',
  'lose-answer',
  'delay',
  'busy',
];

export interface TimerParts {
  readonly clock: VirtualClock;
  readonly engine: Engine;
  readonly faults: Faults;
  readonly invoke: (name: string, event: unknown, identity: Identity) => Promise<unknown>;
  /** Shows every gateway call to the listener until the answer is called. */
  readonly watchCalls: (listener: (call: GatewayCall) => void) => () => void;
  /** The appid of the environment. */
  readonly appid: string;
  readonly log: (line: string) => void;
}

/** A function's timer. It remembers its last run, so that a restart neither repeats it nor loses the next one. */
export class Timer implements Agendum {
  readonly name: string;
  readonly #triggerName: string;
  readonly #schedule: Schedule;
  readonly #parts: TimerParts;
  #lastAt: number;
  /** The last run that found nothing, and whether it proves what later ones find. */
  #lastIdle: IdleRun | undefined;
  #isProof = false;

  constructor(functionName: string, trigger: { name: string; cron: string }, parts: TimerParts) {
    this.name = functionName;
    this.#triggerName = trigger.name;
    this.#schedule = readSchedule(trigger.cron);
    this.#parts = parts;
    const [mark] = parts.engine.find('sys_timers', { filter: { _id: functionName } });
    this.#lastAt = typeof mark?.lastAt === 'number' ? mark.lastAt : parts.clock.now();
  }

  nextAt(): number | undefined {
    return this.#schedule.next(this.#since());
  }

  nextWorkAt(): number | undefined {
    if (!this.#isProof || !this.#lastIdle) return this.nextAt();
    if (this.#parts.faults.threaten(DISTURBING, this.name)) return this.nextAt();
    const until = idleUntil(this.#lastIdle);
    return until === Infinity ? undefined : this.#schedule.next(Math.max(this.#since(), until - 1));
  }

  leaveOut(before: number): number {
    const count = this.#schedule.count(this.#since(), before);
    if (count > 0) this.#remember(before - 1);
    return count;
  }

  /** The run that is due. Runs missed while nothing was running are not made up for; nor are they in the cloud. */
  async run(at: number): Promise<'ran' | 'skipped'> {
    this.#remember(Math.max(at, this.#parts.clock.now()));
    const mishap = this.#takeMishap();
    if (mishap === 'timer-skip') return 'skipped';
    if (mishap === 'timer-double') await Promise.all([this.#invokeLogged(), this.#invokeLogged()]);
    else await this.#invokeWatched();
    return 'ran';
  }

  /** Runs the function as its timer does, besides its times; gives what it returned, or rejects. */
  async runNow(): Promise<unknown> {
    const mishap = this.#takeMishap();
    if (mishap === 'timer-skip') return null;
    const runs = mishap === 'timer-double' ? [this.#invoke(), this.#invoke()] : [this.#invoke()];
    await Promise.allSettled(runs);
    return runs[0];
  }

  #takeMishap(): FaultKind | undefined {
    return this.#parts.faults.take(['timer-skip', 'timer-double'], { function: this.name });
  }

  #invoke(): Promise<unknown> {
    const { clock, invoke, appid } = this.#parts;
    const time = new Date(clock.now()).toISOString();
    const event = { Type: 'Timer', TriggerName: this.#triggerName, Time: time, Message: '' };
    return invoke(this.name, event, { appid, source: 'wx_trigger' });
  }

  #remember(lastAt: number): void {
    this.#lastAt = lastAt;
    this.#parts.engine.replace('sys_timers', { _id: this.name }, { _id: this.name, lastAt }, true);
  }

  /** A clock that was put back starts anew from there. */
  #since(): number {
    this.#lastAt = Math.min(this.#lastAt, this.#parts.clock.now());
    return this.#lastAt;
  }

  /** Nobody waits for a timer's answer: a failure is a line in the log, as in the cloud. */
  async #invokeLogged(): Promise<boolean> {
    try {
      await this.#invoke();
      return true;
    } catch (error) {
      this.#parts.log(`[${this.name}] ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  async #invokeWatched(): Promise<void> {
    const { clock, watchCalls } = this.#parts;
    const calls: GatewayCall[] = [];
    const stop = watchCalls((call) => {
      if (call.function === this.name) calls.push(call);
    });
    const startedAt = clock.now();
    const succeeded = await this.#invokeLogged();
    stop();
    const run = succeeded && clock.isStopped && clock.now() === startedAt ? idleRun(calls, startedAt) : undefined;
    if (!run) return;
    this.#isProof = movesWithClock(run, this.#lastIdle);
    this.#lastIdle = run;
  }
}

/** The timers of all functions that have one, by the function's name. */
export function timersOf(options: ReadonlyMap<string, FunctionOptions>, parts: TimerParts): Map<string, Timer> {
  const timers = new Map<string, Timer>();
  for (const [name, { cron, triggerName = '' }] of options) {
    if (cron !== undefined) timers.set(name, new Timer(name, { name: triggerName, cron }, parts));
  }
  return timers;
}
