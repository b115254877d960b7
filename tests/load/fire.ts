import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from '../../typings/answer';
import type { Action, Input } from '../../typings/api';

/** One request of one phone. */
export interface Shot {
  readonly path: string;
  readonly person: string;
  readonly body: unknown;
}

/** What came of it, and how long it took (ms). */
export interface Hit {
  readonly status: number;
  readonly body: unknown;
  readonly tookMs: number;
}

/** What a phone asks of `api`. */
export const asks = <A extends Action>(person: string, action: A, input: Input<A>): Shot => ({
  ...{ path: '/local/call/api', person, body: { action, input } },
});

/** A tap on the payment sheet. */
export const pays = (person: string, payment: { readonly package: string }): Shot => ({
  ...{ path: '/local/pay', person, body: { package: payment.package, outcome: 'success' } },
});

/** Two processes full of phones. */
export interface Phones {
  /** Fires all shots at once, every other one from the other process; the hits in the same order. */
  fire(url: string, shots: readonly Shot[]): Promise<Hit[]>;
  close(): void;
}

const PROCESSES = 2;

/** Starts them, and waits until they are ready. */
export async function startPhones(): Promise<Phones> {
  const children = Array.from({ length: PROCESSES }, () => fork(join(__dirname, 'phones.mjs'), { execArgv: [] }));
  await Promise.all(children.map((child) => once(child, 'message')));
  return {
    async fire(url, shots) {
      const parts = children.map((child, n) => {
        return send(child, { url, shots: shots.filter((_, i) => i % PROCESSES === n) });
      });
      const hits = await Promise.all(parts);
      return shots.map((_, i) => hits[i % PROCESSES]?.[Math.floor(i / PROCESSES)] as Hit);
    },
    close() {
      for (const child of children) child.kill();
    },
  };
}

async function send(child: ChildProcess, wanted: { url: string; shots: readonly Shot[] }): Promise<Hit[]> {
  const answered = new AbortController();
  const died = once(child, 'exit', { signal: answered.signal }).then(([code]) => {
    throw new Error(`the phones' process ended with code ${String(code)}`);
  });
  const hits = once(child, 'message', { signal: answered.signal }).then((messages: unknown[]) => messages[0] as Hit[]);
  child.send(wanted);
  try {
    return await Promise.race([hits, died]);
  } finally {
    died.catch(() => undefined);
    answered.abort();
  }
}

/** What `api` answered; an invocation that broke is a bug. */
export function answerOf({ status, body }: Hit): Answer<unknown> {
  const { result } = body as { result?: Answer<unknown> };
  if (status === 200 && result) return result;
  throw new Error(`${String(status)}: ${JSON.stringify(body)}`);
}

/** How often each outcome came: `ok` or the code of the refusal. */
export function outcomes(hits: readonly Hit[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const hit of hits) {
    const answer = answerOf(hit);
    const outcome = answer.ok ? 'ok' : answer.error;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}
