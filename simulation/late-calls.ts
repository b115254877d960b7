import type { Agendum } from '../emulator/clock/agenda';
import type { Clock } from '../emulator/clock/clock';
import type { Gateway } from '../emulator/gateway/gateway';
import type { GatewayRequest } from '../emulator/gateway/wire-request';
import type { Invocation, Invocations } from '../emulator/runner/invocations';

/** A call takes effect so much later at the latest; WeChat's second try of a notice comes before. */
const LATE_MS = 20_000;

/** Mishaps that may say of the call at which a function was just ended that it is under way all the same. */
export interface Delays {
  readonly isUnderWay?: () => boolean;
}

interface LateParts {
  readonly clock: Clock;
  readonly invocations: Pick<Invocations, 'byToken'>;
  readonly faults: Delays;
  readonly answer: Gateway['answer'];
}

/**
 * Calls that were under way when their function died. Each takes effect when the next call of anybody else has been
 * served and before that is answered: whoever tries again has looked already, and has not written. Where nobody calls,
 * it takes effect a little later.
 */
export class LateCalls implements Agendum {
  readonly name = 'late-calls';
  readonly #parts: LateParts;
  /** Who made them: the gateway serves them as if they still ran. */
  readonly #callers = new Map<string, Invocation>();
  #dying: Invocation | undefined;
  #underWay: { readonly request: GatewayRequest; readonly caller: Invocation; readonly dueAt: number }[] = [];

  constructor(parts: LateParts) {
    this.#parts = parts;
  }

  /** To be told before a function is ended. */
  onKill(token: string): void {
    if (this.#parts.faults.isUnderWay?.()) this.#dying = this.#parts.invocations.byToken(token);
  }

  /** Who has this token: one that runs, or whose call arrives late. */
  byToken(token: string): Invocation | undefined {
    return this.#parts.invocations.byToken(token) ?? this.#callers.get(token);
  }

  /** Answers a request as the gateway does, or keeps it under way. */
  async answer(request: GatewayRequest): ReturnType<Gateway['answer']> {
    const given = await this.#parts.answer(request);
    await this.#arrive();
    const caller = this.#dying;
    this.#dying = undefined;
    if (caller) this.#underWay.push({ request, caller, dueAt: this.#parts.clock.now() + LATE_MS });
    return given;
  }

  nextAt(): number | undefined {
    return this.#underWay[0]?.dueAt;
  }

  async run(): Promise<'ran'> {
    await this.#arrive();
    return 'ran';
  }

  async #arrive(): Promise<void> {
    for (const { request, caller } of this.#underWay.splice(0)) {
      this.#callers.set(caller.token, caller);
      await this.#parts.answer(request);
      this.#callers.delete(caller.token);
    }
  }
}
