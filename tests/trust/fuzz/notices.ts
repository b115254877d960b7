import type { GatewayRequest } from '../../../emulator/gateway/wire-request';
import { Chance } from '../../../simulation/chance';
import { createSimulation, type Simulation } from '../../../simulation/simulation';
import { SHOPS } from '../cast';
import { unheard, type Report, type Outcome } from '../../../simulation/outcome';
import { notices, type Guarded } from '../sources';
import { openTwoShops } from '../two-shops';
import { spoilt } from './hostile';
import { wrongOnTheWire } from './wire';

/** WeChat's own notices with one thing in them wrong: whatever they say, no function fails over them. */
export async function run(
  report: Report = unheard,
  { seed, inputs }: { readonly seed: number; readonly inputs: number } = { seed: 1, inputs: 100_000 },
): Promise<Outcome> {
  const startedAt = performance.now();
  const world = await openTwoShops();
  const violations: string[] = [];
  const each = Math.ceil(inputs / 2);
  for (const notice of await notices(world)) {
    const desk = new NoticeDesk(notice);
    const chance = new Chance('notices', seed, notice.name);
    for (let i = 0; i < each; i += 1) {
      report(violations.length + i, each, notice.name);
      const event = spoilt(notice.event, chance, Object.values(world.second) as string[]);
      const wrong = await desk.tryOne(event);
      if (wrong.length > 0)
        violations.push(`${notice.name}, no. ${String(i)} of seed ${String(seed)}: ${wrong.join()}`);
    }
    desk.close();
  }
  const cases = 2 * each;
  return { cases, passed: cases - violations.length, ms: performance.now() - startedAt, violations };
}

/** Tells a function notices until one is taken, and then begins anew. */
class NoticeDesk {
  readonly #notice: Guarded;
  #sent: string[] = [];
  #isTouched = false;
  #sim: Simulation;

  constructor(notice: Guarded) {
    this.#notice = notice;
    this.#sim = this.#begin();
  }

  async tryOne(event: unknown): Promise<string[]> {
    if (this.#isTouched) {
      this.#sim.close();
      this.#sim = this.#begin();
    }
    this.#sent = [];
    const identity = { appid: SHOPS.first, source: this.#notice.source };
    const thrown = await this.#sim.invoke(this.#notice.name, event, identity).then(
      () => [],
      (error: unknown) => [`it threw ${String(error)} over ${JSON.stringify(event).slice(0, 500)}`],
    );
    return [...thrown, ...this.#sent];
  }

  close(): void {
    this.#sim.close();
  }

  #begin(): Simulation {
    this.#isTouched = false;
    const onRequest = (request: GatewayRequest): void => void this.#sent.push(...wrongOnTheWire(request));
    const sim = createSimulation({ seed: 1, from: this.#notice.at, onRequest });
    sim.onChange(() => {
      this.#isTouched = true;
    });
    return sim;
  }
}
