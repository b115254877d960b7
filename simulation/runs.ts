import type { GatewayAnswer } from '../emulator/gateway/gateway-answer';
import type { GatewayRequest } from '../emulator/gateway/wire-request';
import { environmentOf } from '../emulator/runner/environment';
import { InvocationFailure } from '../emulator/runner/invocation-failure';
import type { Identity, Invocation, Invocations } from '../emulator/runner/invocations';
import type { Storage } from '../emulator/storage/storage';
import { fileIdOf } from '../emulator/storage/cloud-path';
import { Chance } from './chance';
import type { CloudFunction } from './functions';
import { Scheduler, type Rest, type Runner } from './scheduler';
import { leave, runWithin, type Surroundings } from './seam';
import type { Message, Reply, Wire } from './transport';

/** Where the functions believe their cloud to be; no socket is ever opened to it. */
export const CLOUD_URL = 'http://cloud.simulation';

/** What runs of functions stand on. */
export interface RunParts {
  readonly functions: Readonly<Record<string, CloudFunction>>;
  readonly seed: string;
  readonly rest: Rest | undefined;
  readonly invocations: Invocations;
  readonly now: () => number;
  /** The variables that every function has of its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly answer: (request: GatewayRequest) => Promise<GatewayAnswer | 'lost'>;
  readonly storage: Storage;
  /** Hears each line that a function prints, and of which run it is. */
  readonly print: (line: string, requestId: string) => void;
}

interface Run extends Runner {
  readonly invocation: Invocation;
  readonly surroundings: Surroundings;
  /** Ends the run without a result: what it still does reaches nobody. */
  readonly die: (reason: string) => void;
  isOver: boolean;
}

/** Runs functions in this process, as many at a time as are begun; the seed decides whose request is served next. */
export class Runs {
  readonly #parts: RunParts;
  readonly #scheduler: Scheduler;
  readonly #running = new Map<string, Run>();

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#scheduler = new Scheduler(new Chance(parts.seed, 'order'), parts.rest, leave);
  }

  /**
   * Runs a function and gives what it returned, as JSON carries it; rejects with an InvocationFailure. Nobody else goes
   * on while an urgent one runs.
   */
  invoke(name: string, event: unknown, identity: Identity, isUrgent = false): Promise<unknown> {
    const run = this.#parts.functions[name];
    if (!run) return Promise.reject(new InvocationFailure('FUNCTION_NOT_FOUND', `there is no function ${name}`));
    const invocation = this.#parts.invocations.start({ functionName: name, ...actionOf(event), identity, depth: 0 });
    return new Promise((resolve, reject) => {
      const current = this.#runOf(invocation, reject, isUrgent);
      const end = (settle: () => void): void => {
        const wasOver = current.isOver;
        this.#leave(current);
        if (!wasOver) settle();
      };
      this.#scheduler.enter(current, () => {
        runWithin(current.surroundings, () => run.main(copied(withUserInfo(event, identity)) as never)).then(
          (result) => end(() => resolve(copied(result))),
          (error: unknown) => end(() => reject(failure(error instanceof Error ? error.stack : String(error)))),
        );
      });
    });
  }

  /** From now on these words decide whose request is served next. */
  reseed(words: string): void {
    this.#scheduler.reseed(new Chance(this.#parts.seed, 'order', words));
  }

  /** Ends a run at once, as a crash would: nothing of it goes anywhere any more, and it has no answer. */
  kill(token: string): void {
    this.#running.get(token)?.die('the function was killed');
  }

  #runOf(invocation: Invocation, reject: (error: Error) => void, isUrgent: boolean): Run {
    const die = (reason: string): void => {
      this.#leave(run);
      reject(failure(reason));
    };
    const wire: Wire = (message, answer) => this.#ask(run, message, answer);
    const surroundings = this.#surroundings(invocation, wire);
    const onStuck = (error: Error): void => die(error.message);
    const run: Run = { invocation, surroundings, isUrgent, isOver: false, die, onStuck };
    this.#running.set(invocation.token, run);
    return run;
  }

  #leave(run: Run): void {
    run.isOver = true;
    leave(run.surroundings);
    this.#running.delete(run.invocation.token);
    this.#parts.invocations.end(run.invocation.token);
    this.#scheduler.leave(run);
  }

  #surroundings(invocation: Invocation, wire: Wire): Surroundings {
    const { environment, now, seed, print } = this.#parts;
    return {
      environment: environmentOf(invocation, `${CLOUD_URL}/admin`, { ...environment, SILENCE: 'true' }),
      now,
      chance: new Chance(seed, invocation.requestId),
      print: (line: string) => print(`[${invocation.functionName}] ${line}`, invocation.requestId),
      wire,
    };
  }

  #ask(run: Run, message: Message, answer: (reply: Reply | 'lost') => void): void {
    this.#scheduler.ask(run, async () => {
      const reply = await this.#reply(message);
      if (!run.isOver) answer(reply);
    });
  }

  async #reply({ method, path, contentType, body }: Message): Promise<Reply | 'lost'> {
    const { answer, storage } = this.#parts;
    if (path === '/admin') {
      const given = await answer({ contentType, body });
      return given === 'lost' ? given : { status: 200, ...given, body: Buffer.from(given.body) };
    }
    const rest = path.replace(/^\/storage\/(uploads\/)?/, '');
    const file = method === 'PUT' ? await storage.receive(rest, body) : await storage.read(fileIdOf(rest));
    const bytes = Buffer.isBuffer(file) ? file : Buffer.alloc(0);
    return { status: file === undefined ? 404 : 200, contentType: 'application/octet-stream', body: bytes };
  }
}

const failure = (reason = ''): InvocationFailure => new InvocationFailure('FUNCTIONS_EXECUTE_FAIL', reason);

/** A value as it comes out at the other end of a connection. */
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null)) as unknown;

function actionOf(event: unknown): { apiAction?: string } {
  const { action } = (event ?? {}) as { action?: unknown };
  return typeof action === 'string' ? { apiAction: action } : {};
}

/** The cloud adds this to what a mini-program sends. */
function withUserInfo(event: unknown, { source, appid, openid }: Identity): unknown {
  return source === 'wx_client' ? { ...(event as object), userInfo: { appId: appid, openId: openid } } : event;
}
