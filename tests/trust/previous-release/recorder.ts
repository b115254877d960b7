import type { Fault } from '../../../emulator/faults/faults';
import type { Answer } from '../../../typings/answer';
import type { Action, Input, Output } from '../../../typings/api';
import type { Driver, Tap } from '../../story/cloud-driver';

/** What a client asked of `api`, and what it got; without the time of the answer. */
export interface Asked {
  readonly do: 'ask';
  readonly by: string;
  readonly action: string;
  readonly input: unknown;
  readonly answer: Recorded;
}

/** An answer of `api` as it is kept. */
export type Recorded =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: string; readonly detail?: unknown };

/** One step of a recorded story: a client's call, or what WeChat, the clock or a mishap did. */
export type Step =
  | Asked
  | { readonly do: 'pay'; readonly by: string; readonly package: string; readonly how?: Partial<Tap> }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'faults'; readonly faults: readonly Fault[] };

/** What is kept of an answer. */
export function recordedOf(answer: Answer<unknown>): Recorded {
  if (answer.ok) return { ok: true, data: answer.data };
  const { error, detail } = answer;
  return detail === undefined ? { ok: false, error } : { ok: false, error, detail };
}

/** A driver that writes down every step before it passes it on; the steps it has written so far. */
export function recorded(cloud: Driver): { readonly driver: Driver; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  const ask: Driver['ask'] = async (by, action, input = {}) => {
    const answer = await cloud.ask(by, action, input);
    steps.push({ do: 'ask', by, action, input, answer: recordedOf(answer) });
    return answer;
  };
  const driver: Driver = {
    ...cloud,
    ask,
    async do<A extends Action>(by: string, action: A, input: Input<A>) {
      const answer = await ask(by, action, input);
      if (answer.ok) return answer.data as Output<A>;
      throw new Error(`${action} of ${by} was refused: ${JSON.stringify(answer)}`);
    },
    async refusal(by, action, input) {
      const answer = await ask(by, action, input);
      if (answer.ok) throw new Error(`${action} of ${by} was not refused: ${JSON.stringify(answer)}`);
      return { error: answer.error };
    },
    pay(by, payment, how) {
      steps.push({ do: 'pay', by, package: payment.package, ...(how ? { how } : {}) });
      return cloud.pay(by, payment, how);
    },
    advance(ms) {
      steps.push({ do: 'advance', ms });
      return cloud.advance(ms);
    },
    faults(...faults) {
      steps.push({ do: 'faults', faults });
      return cloud.faults(...faults);
    },
  };
  return { driver, steps };
}
