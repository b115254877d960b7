import type { GatewayRequest } from '../../../emulator/gateway/wire-request';
import { Chance } from '../../../simulation/chance';
import { complaints } from '../../../simulation/complaints';
import { pick } from '../../../simulation/months/choices';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import { createSimulation, type Simulation } from '../../../simulation/simulation';
import { SHOPS } from '../cast';
import { databaseHash } from '../database-hash';
import { SOURCES } from '../sources';
import { openTwoShops, type World } from '../two-shops';
import { spoilt } from './hostile';
import { liesOf, toldNotices, type Fields, type ToldNotice } from './told-notices';
import { wrongOnTheWire } from './wire';

const PAY = 'wx_paycallback';

/** How many notices were acted on, and how many left everything as it was. */
export interface Tally {
  acted: number;
  left: number;
}

/**
 * Tells WeChat's own notices: first with every lie in them, then with one thing in them wrong, or none, now and then by
 * whom they do not come. No function fails over them, and only what was asked for is done.
 */
export async function run(
  report: Report = unheard,
  { seed, inputs }: { readonly seed: number; readonly inputs: number } = { seed: 1, inputs: 100_000 },
): Promise<Outcome & { readonly tally: Readonly<Record<string, Tally>> }> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const violations: string[] = [];
  const tally: Record<string, Tally> = {};
  const told = await toldNotices(world);
  const each = Math.ceil(inputs / told.length);
  for (const notice of told) {
    const desk = new NoticeDesk(notice);
    const chance = new Chance('notices', seed, notice.name);
    const foreign = namesOfOthers(world);
    const lies = liesOf(world, notice);
    for (let i = 0; i < each; i += 1) {
      report(violations.length + i, each, notice.name);
      const source = i >= lies.length && chance.below(4) === 0 ? pick(chance, SOURCES) : PAY;
      const event = lies[i] ?? (chance.below(20) === 0 ? notice.event : spoilt(notice.event, chance, foreign));
      const wrong = await desk.tryOne(event, source);
      if (wrong.length > 0)
        violations.push(`${notice.name}, no. ${String(i)} of seed ${String(seed)}: ${wrong.join()}`);
    }
    tally[notice.name] = desk.tally;
    desk.close();
  }
  const cases = told.length * each;
  return { cases, passed: cases - violations.length, ms: performance.now() - startedAt, violations, tally };
}

/** All but an order that WeChat knows to be paid: named by a notice that does not fit, it would rightly be taken. */
const namesOfOthers = ({ second, missing }: World): string[] =>
  Object.values<string>({ ...second, unheardOrderId: missing.unheardOrderId });

/** Tells a function notices until one is acted on, and then begins anew. */
class NoticeDesk {
  readonly tally: Tally = { acted: 0, left: 0 };
  readonly #notice: ToldNotice;
  readonly #ends = new Map<string, string>();
  readonly #before: string;
  /** WeChat's own notice is on its way still, and stays there: it is told here, and not by WeChat. */
  readonly #complaints: readonly string[];
  #sent: string[] = [];
  #sim: Simulation;

  constructor(notice: ToldNotice) {
    this.#notice = notice;
    this.#sim = this.#begin();
    this.#before = databaseHash(this.#sim.documents());
    this.#complaints = complaints(this.#sim);
  }

  async tryOne(event: unknown, source: string): Promise<string[]> {
    this.#sent = [];
    const thrown = await this.#tell(this.#sim, event, source).then(
      () => [],
      (error: unknown) => [`it threw ${String(error)}`],
    );
    const end = databaseHash(this.#sim.documents());
    const wrong = [...thrown, ...this.#sent, ...(await this.#misdone(event, source, end))];
    if (end === this.#before) this.tally.left += 1;
    else {
      this.tally.acted += 1;
      this.close();
      this.#sim = this.#begin();
    }
    return wrong.length === 0 ? [] : [...wrong, `by "${source}": ${JSON.stringify(event).slice(0, 900)}`];
  }

  close(): void {
    this.#sim.close();
  }

  /** What is done and was not to be, or was to be and is not. */
  async #misdone(event: unknown, source: string, end: string): Promise<string[]> {
    const due = source === PAY ? dueOf(this.#notice, event) : undefined;
    if (due === undefined) {
      // What does not fit is asked of WeChat, which may say that all the same it was paid.
      const isAsked = source === PAY && this.#notice.isAsked;
      return end === this.#before || (isAsked && end === (await this.#endOf(this.#notice.event))) ? [] : ['it acted'];
    }
    if (end !== (await this.#endOf(due))) return ['it did not what the genuine notice does'];
    const isGenuine = JSON.stringify(due) === JSON.stringify(this.#notice.event);
    const found = isGenuine && this.#notice.isTrue ? complaints(this.#sim) : [];
    return found.filter((complaint) => !this.#complaints.includes(complaint));
  }

  /** All that is stored after a notice alone. */
  async #endOf(event: Fields): Promise<string> {
    const key = JSON.stringify(event);
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const sim = createSimulation({ seed: 1, from: this.#notice.at });
    try {
      await this.#tell(sim, event, PAY);
      const end = databaseHash(sim.documents());
      this.#ends.set(key, end);
      return end;
    } finally {
      sim.close();
    }
  }

  #tell(sim: Simulation, event: unknown, source: string): Promise<unknown> {
    return sim.invoke(this.#notice.functionName, event, { appid: SHOPS.first, source });
  }

  #begin(): Simulation {
    const onRequest = (request: GatewayRequest): void => void this.#sent.push(...wrongOnTheWire(request));
    return createSimulation({ seed: 1, from: this.#notice.at, onRequest });
  }
}

/** The notice whose work is due after a spoilt one; none unless it says the same in all that decides. */
function dueOf({ event: genuine, decides }: ToldNotice, event: unknown): Fields | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const told = event as Fields;
  if (JSON.stringify(decides(told)) !== JSON.stringify(decides(genuine))) return undefined;
  // What is only written down, and how a refund ended: whatever is not success is looked into by a person.
  const { transactionId, timeEnd } = told;
  const refundStatus = told.refundStatus === 'SUCCESS' ? 'SUCCESS' : 'CHANGE';
  return 'outRefundNo' in genuine ? { ...genuine, refundStatus } : { ...genuine, transactionId, timeEnd };
}
