import type { IncomingHttpHeaders } from 'node:http';

import { z } from 'zod';

import type { JumpReport } from '../clock/agenda';
import type { VirtualClock } from '../clock/clock';
import type { Engine } from '../engine/engine';
import type { Faults } from '../faults/faults';
import type { PayContext } from '../pay/context';
import type { Notices } from '../pay/notices';
import type { Identity } from '../runner/invocations';
import type { Timer } from '../runner/timer';
import type { Storage } from '../storage/storage';
import type { WechatContext } from '../wechat/context';
import type { CallLog } from './call-log';
import type { Diary } from './diary';

/** The parts of the local cloud that its own interface drives. */
export interface LocalParts {
  /** The mini-program that a call is from when it names none. */
  readonly appid: string;
  readonly calls: CallLog;
  readonly clock: VirtualClock;
  readonly diary: Diary;
  readonly engine: Engine;
  readonly faults: Faults;
  readonly invoke: (name: string, event: unknown, identity: Identity) => Promise<unknown>;
  /** Moves the clock to where `target` says once nobody else is at work; `isExact`: without leaving idle runs out. */
  readonly jump: (target: () => number, isExact: boolean) => Promise<JumpReport>;
  readonly freeze: (frozen: boolean) => void;
  readonly notices: Notices;
  readonly pay: PayContext;
  readonly storage: Storage;
  readonly timers: ReadonlyMap<string, Timer>;
  readonly wechat: WechatContext;
}

/** A request to the local interface; `rest` is what the path has beyond the route's own, decoded. */
export interface LocalRequest {
  readonly method: string;
  readonly rest: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface LocalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One line of the local interface. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'any';
  /** One ending in "/" takes all paths below it, unless it is a leaf. */
  readonly path: string;
  readonly isLeaf?: boolean;
  /** What it does, for the page that lists all routes. */
  readonly summary: string;
  /** Answered even while the clock jumps: what functions ask for during the jump, and what looks at it from outside. */
  readonly passesJumps?: boolean;
  readonly answer: (request: LocalRequest, parts: LocalParts) => LocalAnswer | Promise<LocalAnswer>;
}

/** A request that is answered with a status of its own and `{ error }`. */
export class Refusal extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 405,
    message: string,
  ) {
    super(message);
  }
}

/** An answer of JSON, 200 unless said otherwise. */
export function json(value: unknown, status = 200): LocalAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

/** The body as JSON of this shape; anything else is refused. An empty body is an empty object. */
export function readJson<T>(shape: z.ZodType<T>, { body }: LocalRequest): T {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(400, 'the body is not JSON');
  }
  return checked(shape, value);
}

/** The value, if it has this shape; else refused with what is wrong. */
export function checked<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal(400, parsed.error.issues.map((issue) => [...issue.path, issue.message].join(' ')).join('; '));
}

/** wx-server-sdk 4.0.2 makes a number of an id that has digits only (measured 2026-11-22). */
export const wechatId = z
  .string()
  .regex(/^(?=.*[^0-9])[A-Za-z0-9_-]{1,64}$/, 'must be 1–64 of A-Z a-z 0-9 _ -, not digits only');

/** The person that the header `x-openid` names. */
export function openidOf({ headers }: LocalRequest): string {
  if (headers['x-openid'] === undefined) throw new Refusal(400, 'the header x-openid is missing');
  return checkedHeader('x-openid', headers['x-openid']);
}

/** The mini-program that the header `x-appid` names, else the local cloud's own. */
export function appidOf({ headers }: LocalRequest, parts: LocalParts): string {
  return headers['x-appid'] === undefined ? parts.appid : checkedHeader('x-appid', headers['x-appid']);
}

function checkedHeader(name: string, value: string | string[]): string {
  return checked(z.object({ [name]: wechatId }), { [name]: value })[name] ?? '';
}
