import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { environmentOf, LOCAL_ENVIRONMENT } from './environment';
import { readFunctionOptions, type FunctionOptions } from './function-options';
import type { FunctionRunner, RunnerParts } from './function-runner';
import { Instance } from './instance';
import { InvocationFailure } from './invocation-failure';
import type { Identity, Invocation } from './invocations';
import { Pool, type PoolLimits } from './pool';

export interface FunctionsSetting extends Omit<RunnerParts, 'gateway' | 'storage'> {
  /** One folder per function, each with an index.js and, if wanted, a config.json. */
  readonly directory: string;
  /** The built worker.js. */
  readonly workerFile: string;
  readonly limits?: PoolLimits;
}

/** About 40 MB each, and best at 4 to 8 on two cores (measured 2026-11-22). */
const DEFAULT_LIMITS: PoolLimits = { perFunction: 8, inAll: 16 };

/** Functions that call each other in a circle end here. */
const DEPTH_MAX = 8;

/** The deployed functions: each invocation has a thread to itself, with an environment that shows who calls. */
export class Functions implements FunctionRunner {
  readonly options: ReadonlyMap<string, FunctionOptions>;
  readonly #setting: FunctionsSetting;
  readonly #pool: Pool;
  readonly #running = new Map<string, Instance>();

  constructor(setting: FunctionsSetting) {
    this.#setting = setting;
    this.options = new Map(
      readdirSync(setting.directory, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => [name, readFunctionOptions(join(setting.directory, name))]),
    );
    this.#pool = new Pool((name) => this.#startInstance(name), setting.limits ?? DEFAULT_LIMITS);
  }

  async invoke(name: string, event: unknown, identity: Identity, parent?: Invocation): Promise<unknown> {
    this.#optionsOf(name);
    const depth = parent ? parent.depth + 1 : 0;
    if (depth > DEPTH_MAX) {
      throw new InvocationFailure('FUNCTIONS_EXECUTE_FAIL', `${name}: functions call each other too deep`);
    }
    const instance = await this.#pool.acquire(name, depth > 0);
    const invocation = this.#setting.invocations.start({ functionName: name, ...actionOf(event), identity, depth });
    this.#running.set(invocation.token, instance);
    try {
      return JSON.parse(await instance.run(this.#runOf(invocation, event))) as unknown;
    } finally {
      this.#running.delete(invocation.token);
      this.#setting.invocations.end(invocation.token);
      this.#pool.release(instance);
    }
  }

  kill(token: string): void {
    void this.#running.get(token)?.stop('the function was killed');
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  #optionsOf(name: string): FunctionOptions {
    const options = this.options.get(name);
    if (options) return options;
    throw new InvocationFailure('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`);
  }

  #startInstance(name: string): Instance {
    const { directory, workerFile, clock, log } = this.#setting;
    const { timeoutMs, memoryMb } = this.#optionsOf(name);
    const entry = join(directory, name, 'index.js');
    return new Instance({ name, entry, workerFile, clock: clock.shared, timeoutMs, memoryMb, log });
  }

  #runOf(invocation: Invocation, event: unknown): Parameters<Instance['run']>[0] {
    const { timeoutMs, memoryMb } = this.#optionsOf(invocation.functionName);
    return {
      eventJson: JSON.stringify(withUserInfo(event, invocation)),
      context: {
        request_id: invocation.requestId,
        function_name: invocation.functionName,
        function_version: '$LATEST',
        namespace: LOCAL_ENVIRONMENT,
        memory_limit_in_mb: memoryMb,
        time_limit_in_ms: timeoutMs,
      },
      environment: environmentOf(invocation, this.#setting.gatewayUrl(), this.#setting.environment),
    };
  }
}

function actionOf(event: unknown): { apiAction?: string } {
  return isObject(event) && typeof event.action === 'string' ? { apiAction: event.action } : {};
}

/** The cloud adds this to what a mini-program sends. */
function withUserInfo(event: unknown, { identity, depth }: Invocation): unknown {
  if (identity.source !== 'wx_client' || depth > 0 || !isObject(event)) return event ?? {};
  return { ...event, userInfo: { appId: identity.appid, openId: identity.openid } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
