import { join, resolve } from 'node:path';

import { startCloud } from '../../emulator/cloud';
import type { Fault } from '../../emulator/faults/faults';
import type { Answer } from '../../typings/answer';
import type { Action, Input, Output } from '../../typings/api';

/** A Monday, ten in the morning in Shanghai: when every story begins. */
export const START = Date.UTC(2030, 0, 7, 2, 0, 0);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const root = resolve(__dirname, '../..');

/** What came back over HTTP. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** How a call was refused. */
export interface Refused {
  readonly error: string;
  readonly detail?: unknown;
}

/** A document as `/local/query` shows it. */
export type Row = Readonly<Record<string, unknown>> & { readonly _id: string };

/** One kind of gateway call since the log was last emptied, and how often it was made. */
export interface CallTotal {
  readonly function: string;
  readonly action: string;
  readonly apiAction?: string;
  readonly collection?: string;
  readonly count: number;
}

/** A running local cloud, driven through its own interface as phones, WeChat and the clock would. */
export interface Driver {
  readonly url: string;
  readonly setUpCode: string;
  /** What a phone sends to `api`, whatever it is, and what it gets. Rejects on INTERNAL: nothing may end in a bug. */
  ask(openid: string, action: string, input?: unknown, appid?: string): Promise<Answer<unknown>>;
  /** A call that must succeed. */
  do<A extends Action>(openid: string, action: A, input: Input<A>, appid?: string): Promise<Output<A>>;
  /** A well-formed call that must be refused. */
  refusal<A extends Action>(openid: string, action: A, input: Input<A>): Promise<Refused>;
  /** A phone calls a function by name. */
  call(openid: string, functionName: string, event: object): Promise<Reply>;
  /** What the buyer does at the payment sheet. */
  pay(openid: string, payment: { readonly package: string }, how?: Partial<Tap>): Promise<Reply>;
  now(): Promise<number>;
  /** Moves the clock; what falls due on the way runs. */
  advance(ms: number): Promise<void>;
  timer(functionName: string): Promise<void>;
  query(collection: string, where?: object): Promise<Row[]>;
  calls(): Promise<CallTotal[]>;
  forgetCalls(): Promise<void>;
  /** Puts these mishaps in the place of all earlier ones. */
  faults(...faults: Fault[]): Promise<void>;
  /** What WeChat Pay holds for the merchants. */
  balance(fen: number): Promise<void>;
  /** How many messages of a template a person still allows, as WeChat counts it. */
  consent(openid: string, template: string, left: number): Promise<void>;
  /** What WeChat has shown to a person. */
  messages(openid: string): Promise<Row[]>;
}

/** What is tapped at the payment sheet, and how long its notice takes. */
export interface Tap {
  readonly outcome: 'success' | 'cancel';
  readonly notifyAfterMs: number;
}

/** Drives the local cloud that listens at an address. */
export function drive({ url, setUpCode }: { readonly url: string; readonly setUpCode: string }): Driver {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const sent = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(url + path, { method, headers, body: sent });
    return { status: response.status, body: await response.json() };
  };
  const tell = async (method: string, path: string, body?: unknown): Promise<void> => {
    await must(method, path, body);
  };
  const must = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const reply = await send(method, path, body);
    if (reply.status === 200) return reply.body;
    throw new Error(`${method} ${path}: ${JSON.stringify(reply)}`);
  };
  const ask: Driver['ask'] = async (openid, action, input = {}, appid) => {
    const from: Record<string, string> = appid === undefined ? {} : { 'x-appid': appid };
    const reply = await send('POST', '/local/call/api', { action, input }, { 'x-openid': openid, ...from });
    const answer = (reply.body as { result?: Answer<unknown> }).result;
    if (answer && (answer.ok || answer.error !== 'INTERNAL')) return answer;
    throw new Error(`${action} of ${openid}: ${JSON.stringify(reply)}`);
  };
  return {
    url,
    setUpCode,
    ask,
    async do<A extends Action>(openid: string, action: A, input: Input<A>, appid?: string) {
      const answer = await ask(openid, action, input, appid);
      if (answer.ok) return answer.data as Output<A>;
      throw new Error(`${action} of ${openid} was refused: ${JSON.stringify(answer)}`);
    },
    async refusal(openid, action, input) {
      const answer = await ask(openid, action, input);
      if (answer.ok) throw new Error(`${action} of ${openid} was not refused: ${JSON.stringify(answer)}`);
      return answer.detail === undefined ? { error: answer.error } : { error: answer.error, detail: answer.detail };
    },
    call: (openid, functionName, event) => send('POST', `/local/call/${functionName}`, event, { 'x-openid': openid }),
    pay: (openid, payment, how) =>
      send('POST', '/local/pay', { package: payment.package, outcome: 'success', ...how }, { 'x-openid': openid }),
    now: async () => ((await must('GET', '/local/clock')) as { now: number }).now,
    advance: (advanceMs) => tell('POST', '/local/clock', { advanceMs }),
    timer: (functionName) => tell('POST', `/local/timer/${functionName}`),
    async query(collection, where = {}) {
      const found = await must('POST', '/local/query', { collection, where, limit: 100_000 });
      return (found as { items: Row[] }).items;
    },
    calls: async () => ((await must('GET', '/local/calls')) as { totals: CallTotal[] }).totals,
    forgetCalls: () => tell('DELETE', '/local/calls'),
    faults: (...faults) => tell('PUT', '/local/faults', faults),
    balance: (fen) => tell('PUT', '/local/merchant-balance', { fen }),
    consent: (openid, template, left) => tell('PUT', '/local/consent', { openid, template, left }),
    async messages(openid) {
      return ((await must('GET', `/local/messages?openid=${openid}`)) as { items: Row[] }).items;
    },
  };
}

/** A local cloud of a test's own. */
export interface Story extends Driver {
  close(): Promise<void>;
}

/** A local cloud of the built functions in this very process, nothing kept, its clock standing still at START. */
export async function startStory(): Promise<Story> {
  const log = (): void => undefined;
  const cloud = await startCloud({ port: 0, dist: join(root, 'dist'), refuseScans: true, log });
  const driver = drive(cloud);
  await standAt(driver, START);
  return { ...driver, close: () => cloud.close() };
}

/** Stops a cloud's clock at an instant: from there it moves only when it is moved. */
export async function standAt({ url }: Pick<Driver, 'url'>, now: number): Promise<void> {
  for (const wish of [{ freeze: true }, { now }]) {
    const { status } = await fetch(`${url}/local/clock`, { method: 'POST', body: JSON.stringify(wish) });
    if (status !== 200) throw new Error(`the clock cannot be set: ${JSON.stringify(wish)}`);
  }
}
