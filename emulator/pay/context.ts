import type { Clock } from '../clock/clock';
import type { Engine } from '../engine/engine';
import type { Faults } from '../faults/faults';

/** What WeChat Pay stands on here: its state lies in the engine's sys_pay_ collections. */
export interface PayContext {
  readonly engine: Engine;
  readonly clock: Clock;
  /** A new unique string each time; WeChat's numbers are made from it. */
  readonly ids: () => string;
  readonly faults: Faults;
}

/** Who calls cloudPay: the person and mini-program behind the call, and where in the functions it is made. */
export interface PayCaller {
  readonly openid?: string;
  readonly appid: string;
  readonly function?: string;
  /** The api action of the running invocation. */
  readonly action?: string;
}

/** The arguments of a cloudPay call as the SDK sends them: keys in snake_case. */
export type PayArguments = Readonly<Record<string, unknown>>;

/** One cloudPay call; answers the JSON body of WeChat Pay v2 (snake_case), or the bytes of a bill. */
export type PayCall = (context: PayContext, args: PayArguments, caller: PayCaller) => Record<string, unknown> | Buffer;
