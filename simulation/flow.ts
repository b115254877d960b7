import type { Fault } from '../emulator/faults/faults';
import { InvocationFailure } from '../emulator/runner/invocation-failure';
import { emptyScene, MINUTE_MS, NothingPaid, SECOND_MS, type Scene } from './scene';
import { Refused } from './shop';
import type { Simulation } from './simulation';

/** One thing that happens in a flow. Who gets no answer to a request may ask again; time asks nobody. */
export interface Act {
  readonly kind: 'request' | 'payment' | 'time';
  readonly perform: (sim: Simulation, scene: Scene) => Promise<unknown>;
  /** Its calls are not disturbed: it only lets time pass. */
  readonly isSpared?: boolean;
}

/** A short story of the trade: what has happened before, and the acts that are disturbed at every call. */
export interface Flow {
  readonly name: string;
  readonly before?: (sim: Simulation, scene: Scene) => Promise<void>;
  /** A flow that does not begin in an open shop. */
  readonly begin?: (sim: Simulation) => Promise<Scene>;
  readonly acts: readonly Act[];
  /** Mishaps that belong to the story itself. */
  readonly faults?: readonly Fault[];
  /** Lines of the end in which a flow may differ that nobody went on with: only the client could have. */
  readonly leavesOver?: RegExp;
  /** Lines of the end that are other ones where timers run so, and why. */
  readonly alternatives?: readonly { readonly timers: string; readonly lines: RegExp; readonly because: string }[];
  /** Where notices come so, it ends elsewhere than where they come once: what its end then says, and why. */
  readonly endsElsewhere?: readonly {
    readonly notices: string;
    readonly says: readonly RegExp[];
    readonly because: string;
  }[];
  /** What happens in any case once the acts are over. */
  readonly after?: (sim: Simulation, scene: Scene) => Promise<unknown>;
  /** How long timers and notices then have to bring everything to its end. */
  readonly horizonMs?: number;
}

/** Somebody asks the api. */
export const asks = (perform: Act['perform']): Act => ({ kind: 'request', perform });

/** A buyer pays at WeChat's sheet. */
export const pays = (perform: Act['perform']): Act => ({ kind: 'payment', perform });

/** Time passes, and with it what falls due. */
export const passes = (ms: number): Act => ({ kind: 'time', perform: (sim) => sim.advance(ms) });

/** What a client does who got no answer: asks again, asks again much later, or never. */
export const CLIENTS = ['asks again', 'asks again late', 'leaves'] as const;
export type Client = (typeof CLIENTS)[number];

const AGAIN_AFTER_MS: Readonly<Record<Client, number>> = {
  'asks again': 2 * SECOND_MS,
  'asks again late': 10 * MINUTE_MS,
  leaves: 0,
};

/** Refusals that promise nothing: the same request may be tried again. */
const UNDECIDED = new Set(['INTERNAL', 'PAYMENT_UNAVAILABLE']);

/** What whoever comes late may be refused with, and why: it was to be had in time only. */
const TOO_LATE: Readonly<Record<string, string>> = {
  'createOrder PAYMENT_UNAVAILABLE': 'the order that his first try has made is closed, and nobody can pay it',
  'createOrder GROUP_NOT_OPEN': 'the group has ended',
  'redeemVoucher TOKEN_EXPIRED': 'what is shown at a counter lives for minutes',
  'undoRedemption UNDO_WINDOW_OVER': 'a redemption can be undone for an hour',
  'fillSeats SEATS_NOT_FILLABLE': 'the group has ended',
  'the sheet ORDERCLOSED': 'the time to pay is over',
};

const isTooLate = (error: unknown): boolean =>
  (error instanceof Refused && `${error.action ?? ''} ${error.code}` in TOO_LATE) ||
  (error instanceof NothingPaid && `the sheet ${error.code}` in TOO_LATE);

/** Brings a simulation to where the flow's acts begin. */
export async function begin(flow: Flow, sim: Simulation): Promise<Scene> {
  const scene = await (flow.begin ?? emptyScene)(sim);
  await flow.before?.(sim, scene);
  return scene;
}

export interface Performance {
  readonly client: Client;
  /** Of the requests and payments only those of the first acts happen. */
  readonly until?: number;
  /** Hears of each act when it is over. */
  readonly onAct?: (act: number) => void;
}

/** Performs acts one after the other. Whoever leaves for want of an answer asks and pays for nothing any more. */
export async function perform(acts: readonly Act[], sim: Simulation, scene: Scene, how: Performance): Promise<void> {
  const until = how.until ?? acts.length;
  let isThere = true;
  for (const [place, act] of acts.entries()) {
    if (act.kind === 'time' || (isThere && place < until))
      isThere = (await attempt(act, sim, scene, how.client)) && isThere;
    how.onAct?.(place);
  }
}

/** So often a client asks that gets no answer, or none that decides. */
const TRIES_MAX = 4;

/** Whether whoever acts is still there afterwards. */
async function attempt(act: Act, sim: Simulation, scene: Scene, client: Client): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      await act.perform(sim, scene);
      return true;
    } catch (error) {
      const isRefused = error instanceof Refused && !UNDECIDED.has(error.code);
      if (client === 'asks again late' && isTooLate(error)) return false;
      const isOpen = !isRefused && (error instanceof Refused || error instanceof InvocationFailure);
      if (act.kind !== 'request' || !isOpen || tries === TRIES_MAX) throw error;
    }
    if (client === 'leaves') return false;
    await sim.advance(AGAIN_AFTER_MS[client]);
  }
}
