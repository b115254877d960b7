import type { Clock } from '../clock/clock';

/** Who calls a function: what `getWXContext()` shows inside it. */
export interface Identity {
  readonly openid?: string;
  readonly appid: string;
  readonly unionid?: string;
  /** Where another mini-program shares this environment and calls: that one, and its person there. */
  readonly from?: { readonly openid?: string; readonly appid: string };
  /**
   * Where the call came from: `wx_client`, `wx_trigger`, `wx_paycallback`, `wx_http`, with `,scf` for each relay;
   * empty: nothing is said of it.
   */
  readonly source: string;
  readonly clientIp?: string;
}

/** One run of one function. Its token is what the SDK sends back with every request, and so says who is asking. */
export interface Invocation {
  readonly token: string;
  readonly requestId: string;
  readonly functionName: string;
  /** `action` of the event, when that is a text: what the function was asked to do. */
  readonly apiAction?: string;
  readonly identity: Identity;
  /** How many functions called each other to get here; 0: called from outside. */
  readonly depth: number;
  readonly startedAt: number;
  /** How many requests it has made of the gateway so far. */
  calls: number;
}

/** The invocations that run at the moment. */
export class Invocations {
  readonly #clock: Clock;
  readonly #ids: () => string;
  readonly #running = new Map<string, Invocation>();

  constructor(clock: Clock, ids: () => string) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** Enters an invocation; it gets a token and a request id that no other one has. */
  start(call: Pick<Invocation, 'functionName' | 'apiAction' | 'identity' | 'depth'>): Invocation {
    const token = `token-${this.#ids()}`;
    const startedAt = this.#clock.now();
    const invocation = { ...call, token, requestId: this.#ids(), startedAt, calls: 0 };
    this.#running.set(token, invocation);
    return invocation;
  }

  byToken(token: string): Invocation | undefined {
    return this.#running.get(token);
  }

  /** From now on the token is worth nothing. */
  end(token: string): void {
    this.#running.delete(token);
  }
}
