import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
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

const surroundings = new AsyncLocalStorage<Surroundings>();

/** Runs something, and all that follows from it, within surroundings of its own. */
export function runWithin<T>(own: Surroundings, run: () => T): T {
  return surroundings.run(own, run);
}

let users = 0;
let restore = (): void => undefined;

/**
 * From now on every run finds its surroundings where it looks: in `process.env`, `Date`, `http.request`, the chance of
 * node:crypto and the console. Everybody else finds the process as before. The answer ends it; the last one restores.
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
  const own = (): Surroundings | undefined => surroundings.getStore();
  const { request } = http;
  const { randomBytes, randomInt } = crypto;
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
