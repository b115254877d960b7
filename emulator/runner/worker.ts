import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

import { installVirtualDate } from './virtual-date';
import type { WorkerAnswer, WorkerRun, WorkerSetting } from './worker-messages';

interface CloudFunction {
  readonly main: (event: unknown, context: unknown) => unknown;
}

const { entry, clock } = workerData as WorkerSetting;
installVirtualDate(clock);
parentPort?.on('message', (run: WorkerRun) => void answer(run));

async function answer(run: WorkerRun): Promise<void> {
  setEnvironment(run.environment);
  try {
    // Loaded only now: a function may read its environment while it is being loaded. Node loads it once.
    const { main } = createRequire(entry)(entry) as CloudFunction;
    tell({ kind: 'started' });
    const result = await main(JSON.parse(run.eventJson), run.context);
    tell({ kind: 'result', json: toJson(result) });
  } catch (error) {
    tell({ kind: 'failure', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Cleared and written anew: what one caller left behind must never be seen in the next one's run. */
function setEnvironment(environment: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

/** As the element of an array, since there whatever JSON cannot say is null. */
function toJson(result: unknown): string {
  return JSON.stringify([result]).slice(1, -1);
}

function tell(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}
