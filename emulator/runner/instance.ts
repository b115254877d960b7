import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';

import { InvocationFailure } from './invocation-failure';
import type { WorkerAnswer, WorkerRun, WorkerSetting } from './worker-messages';

/** Loading is not part of a function's own time; a cold start on a busy machine takes seconds. */
const LOAD_TIMEOUT_MS = 30_000;

/** A warm copy of one function in a thread of its own. */
export interface InstanceSetting extends WorkerSetting {
  readonly name: string;
  readonly workerFile: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly log: (line: string) => void;
}

/** A thread that runs one function, one invocation at a time. Whatever breaks it ends it; the next one gets another. */
export class Instance {
  readonly name: string;
  isBusy = false;
  readonly #setting: InstanceSetting;
  readonly #worker: Worker;
  #isAlive = true;
  #settle: ((answer: WorkerAnswer) => void) | undefined;

  constructor(setting: InstanceSetting) {
    this.name = setting.name;
    this.#setting = setting;
    this.#worker = new Worker(setting.workerFile, {
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      workerData: { entry: setting.entry, clock: setting.clock } satisfies WorkerSetting,
      resourceLimits: { maxOldGenerationSizeMb: setting.memoryMb },
    });
    this.#print(this.#worker.stdout);
    this.#print(this.#worker.stderr);
    this.#worker.on('message', (answer: WorkerAnswer) => this.#settle?.(answer));
    this.#worker.on('error', (error) => {
      this.#break(error.stack ?? error.message);
    });
    this.#worker.on('exit', (code) => {
      this.#break(`the function ended its process with code ${String(code)}`);
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Runs the function once and resolves with its result as JSON; rejects with an InvocationFailure. */
  run(run: WorkerRun): Promise<string> {
    return new Promise((resolve, reject) => {
      let timer = this.#breakAfter(LOAD_TIMEOUT_MS);
      this.#settle = (answer) => {
        clearTimeout(timer);
        if (answer.kind === 'started') {
          timer = this.#breakAfter(this.#setting.timeoutMs);
          return;
        }
        this.#settle = undefined;
        if (answer.kind === 'result') resolve(answer.json);
        else reject(new InvocationFailure('FUNCTIONS_EXECUTE_FAIL', answer.message));
      };
      if (this.#isAlive) this.#worker.postMessage(run);
      else this.#break('the function has crashed');
    });
  }

  /** Ends the thread at once; an invocation in it fails with this reason. */
  async stop(reason: string): Promise<void> {
    this.#break(reason);
    await this.#worker.terminate();
  }

  #breakAfter(timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      void this.stop(`Invoking task timed out after ${String(timeoutMs / 1000)} seconds`);
    }, timeoutMs);
  }

  #break(reason: string): void {
    this.#isAlive = false;
    this.#settle?.({ kind: 'failure', message: reason });
  }

  #print(output: Readable): void {
    createInterface(output).on('line', (line) => {
      this.#setting.log(`[${this.name}] ${line}`);
    });
  }
}
