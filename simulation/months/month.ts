import { dayOf, startOfDay } from '../../cloudfunctions/domain/time';
import { cloudFunctions } from '../functions';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../scene';
import { createSimulation, type Simulation, type SimulationOptions } from '../simulation';
import { ENOUGH_FEN } from './acts/keeping-shop';
import { Chronicle } from './chronicle';
import { watchEdges } from './edges';
import { endMonth, judge } from './judge';
import { advance, playMoment } from './moment';
import { MonthFaults } from './month-faults';
import { openMonthShops } from './open-shop';
import { planOf, MONTH, type Moment, type Scale } from './plan';
import { all, type Trade } from './trade';
import { Witness } from './witness';

/** What makes a month what it is. */
export interface MonthOptions {
  readonly seed: number;
  readonly scale?: Scale;
  /** In place of the seed's own plan: some of its moments. */
  readonly moments?: readonly Moment[];
  /** How long it is traded and judged at the most, in place of being brought to its end. */
  readonly untilMs?: number;
  /** One more thing that must not be. */
  readonly alsoWrong?: (sim: Simulation) => readonly string[];
  /** What runs in place of the functions that are deployed. */
  readonly functions?: SimulationOptions['functions'];
  /** Hears every line of the outside log. */
  readonly tell?: (line: string) => void;
}

/** What a month has come to. */
export interface MonthResult {
  readonly seed: number;
  /** Nothing, if all went as it must; otherwise what was wrong where it was first seen. */
  readonly wrong: readonly string[];
  /** Since the beginning of the first day. */
  readonly endedAtMs: number;
  /** The same for the same seed: documents, answers, calls, mishaps. */
  readonly fingerprint: string;
  readonly seen: ReadonlyMap<string, number>;
  readonly orders: number;
  readonly calls: number;
}

/** Every day at half past ten WeChat's bill of the day before is compared. */
const QUIET_AT_MS = 10.5 * HOUR_MS;
/** Every so many days, and at the end, the audit looks through everything: it takes as long as a tenth of a month. */
const AUDITED_EVERY_DAYS = 3;
/** Before that nothing goes wrong any more, for longer than two runs of the slowest timer take. */
const QUIET_FOR_MS = 30 * MINUTE_MS;

/** Trades a month, with mishaps, and judges it every day and when it is over. */
export async function runMonth(options: MonthOptions): Promise<MonthResult> {
  const { seed, functions = cloudFunctions } = options;
  const faults = new MonthFaults((ms) => {
    sim.clock.set(sim.clock.now() + ms);
  });
  const chronicle = new Chronicle(options.tell);
  const witness: Witness = new Witness(chronicle, () => sim.printed());
  const sim = createSimulation({ seed, faults, functions: witness.watched(functions) });
  try {
    let calls = 0;
    sim.onCall((call) => {
      const { function: name, action, collection, fault } = call;
      calls += 1;
      witness.onCall(call);
      chronicle.log([name, action, collection, fault].join(' '));
    });
    let written = 0;
    sim.onChange(() => (written += 1));
    watchEdges(sim, chronicle);
    const shops = await openMonthShops(sim);
    const remembered = { bought: new Map(), tokens: new Map(), unanswered: [] };
    const trade: Trade = { sim, shops, faults, chronicle, witness, ...remembered, writes: () => written };
    const firstDayAt = startOfDay(dayOf(sim.clock.now())) + DAY_MS;
    await tradeMonth(trade, options, firstDayAt);
    for (const [kind, times] of faults.struck) chronicle.seen.set(`mishap ${kind}`, times);
    const { wrong, seen } = chronicle;
    const fingerprint = chronicle.fingerprint(sim.documents());
    const endedAtMs = sim.clock.now() - firstDayAt;
    return { seed, wrong, endedAtMs, seen, fingerprint, orders: all(trade, 'orders').length, calls };
  } finally {
    sim.close();
  }
}

async function tradeMonth(trade: Trade, options: MonthOptions, firstDayAt: number): Promise<void> {
  const { seed, scale = MONTH, moments = planOf(seed, scale), alsoWrong, untilMs } = options;
  const { sim, chronicle } = trade;
  let quietAt = firstDayAt + QUIET_AT_MS;
  const passNights = async (until: number): Promise<void> => {
    for (; quietAt <= until && chronicle.wrong.length === 0; quietAt += DAY_MS) {
      sim.setMerchantBalance(ENOUGH_FEN);
      await advance(trade, quietAt - QUIET_FOR_MS, `${String(seed)} night ${String(quietAt)}`);
      await advance(trade, quietAt, undefined);
      const day = Math.round((quietAt - firstDayAt - QUIET_AT_MS) / DAY_MS);
      await judge(trade, firstDayAt, { alsoWrong, isAudited: day % AUDITED_EVERY_DAYS === 0, isOver: false });
    }
  };
  for (const moment of moments) {
    await passNights(firstDayAt + moment.atMs);
    if (chronicle.wrong.length > 0) return;
    await playMoment(trade, seed, moment, firstDayAt + moment.atMs);
    sim.forgetCalls();
  }
  if (untilMs !== undefined) await passNights(firstDayAt + untilMs);
  else if (chronicle.wrong.length === 0) await endMonth(trade, firstDayAt, alsoWrong);
}
