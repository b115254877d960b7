import crypto, { type KeyObject } from 'node:crypto';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { Chance } from './chance';
import { simulatedRequest, type Wire } from './transport';

/** What a run of a function finds around it in place of the process: its own environment, time, chance and network. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => number;
  readonly chance: Chance;
  readonly wire: Wire;
  /** Takes what the function prints. */
  readonly print: (line: string) => void;
}

/**
 * Whose code runs now. One run goes on at a time, from an answer until it asks again, so one variable tells. An
 * AsyncLocalStorage would tell as well, at a tenth of all time (Node 20, measured 2026-11-22).
 */
let current: Surroundings | undefined;

/** Runs something, and all that follows from it until `leave`, within surroundings of its own. */
export function runWithin<T>(own: Surroundings, run: () => T): T {
  current = own;
  return run();
}

/** Whoever runs from now on finds the process itself; with surroundings only if these are the ones it would find. */
export function leave(own = current): void {
  if (own === current) current = undefined;
}

let users = 0;
let restore = (): void => undefined;

/**
 * From now on every run finds its surroundings where it looks: in `process.env`, `Date`, `http.request`, the chance of
 * node:crypto and the console. Everybody else finds the process as before, but that no private key is read twice. The
 * answer ends it; the last one restores.
 */
export function openSeam(): () => void {
  users += 1;
  if (users === 1) restore = replaceAll();
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    users -= 1;
    if (users === 0) restore();
  };
}

function replaceAll(): () => void {
  const own = (): Surroundings | undefined => current;
  const { request } = http;
  const { createPrivateKey, randomBytes, randomInt } = crypto;
  const realEnvironment = process.env;
  const undo = [
    replace(process, 'env', { get: () => own()?.environment ?? realEnvironment }),
    ...replaceDate(() => own()?.now()),
    replace(http, 'request', {
      value: (...asked: Parameters<typeof simulatedRequest>) => {
        const run = own();
        if (!run) return Reflect.apply(request, http, asked) as unknown;
        return simulatedRequest(...asked).send(run.wire, (answer) => runWithin(run, answer));
      },
    }),
    replace(crypto, 'randomBytes', {
      value: (...asked: [number]) =>
        own()?.chance.bytes(...asked) ?? (Reflect.apply(randomBytes, crypto, asked) as unknown),
    }),
    replace(crypto, 'randomInt', {
      value: (...asked: [number]) =>
        own()?.chance.below(...asked) ?? (Reflect.apply(randomInt, crypto, asked) as unknown),
    }),
    replace(crypto, 'createPrivateKey', { value: onceForEach(createPrivateKey) }),
    ...(['log', 'warn', 'error'] as const).map((name) => replaceConsole(name, own)),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const each of undo) each();
    syncBuiltinESMExports();
  };
}

function replace(holder: object, name: string, by: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(holder, name);
  if (!before) throw new Error(`there is no ${name} to replace`);
  Object.defineProperty(holder, name, { configurable: true, enumerable: before.enumerable ?? true, ...by });
  return () => Object.defineProperty(holder, name, before);
}

/** Reading a private key takes longer than a request and its answer, and every run that shows a voucher reads it. */
function onceForEach(read: typeof crypto.createPrivateKey): typeof crypto.createPrivateKey {
  const known = new Map<string, KeyObject>();
  return (asked) => {
    if (typeof asked !== 'object' || !('key' in asked) || !Buffer.isBuffer(asked.key)) return read(asked);
    const name = `${asked.format ?? ''} ${asked.key.toString('hex')}`;
    const key = known.get(name) ?? read(asked);
    known.set(name, key);
    return key;
  };
}

function replaceConsole(name: 'log' | 'warn' | 'error', own: () => Surroundings | undefined): () => void {
  const { console: real } = globalThis;
  const print = real[name].bind(real);
  return replace(real, name, {
    value: (...words: readonly unknown[]) => {
      const run = own();
      if (run) run.print(words.map(String).join(' '));
      else print(...words);
    },
  });
}

/** `Date` stays as it is, but for what it takes for now. */
function replaceDate(now: () => number | undefined): (() => void)[] {
  const RealDate = Date;
  const realNow = RealDate.now.bind(RealDate);
  const own = new Proxy(RealDate, {
    apply: () => new RealDate(now() ?? realNow()).toString(),
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now() ?? realNow()] : given, newTarget) as Date,
  });
  return [replace(RealDate, 'now', { value: () => now() ?? realNow() }), replace(globalThis, 'Date', { value: own })];
}
