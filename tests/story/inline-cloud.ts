import { schema } from '../../cloudfunctions/schema/schema';
import { VirtualClock } from '../../emulator/clock/clock';
import type { CloudSetting } from '../../emulator/local/ground';
import { runCloud, type Cloud } from '../../emulator/local/running-cloud';
import type { FunctionRunner, RunnerParts } from '../../emulator/runner/function-runner';
import { cloudFunctions, optionsOf } from '../../simulation/functions';
import { Runs } from '../../simulation/runs';
import { openSeam } from '../../simulation/seam';

/** Its clock stands still here: some hours before every story begins. */
const BEGINNING = Date.UTC(2030, 0, 7);

/**
 * The local cloud, but that its functions run in this very process, from their sources: what is changed in a source
 * while the process runs is seen at once. It does the same each time: its clock, ids and secret hang on nothing.
 */
export function startCloud(setting: CloudSetting): Promise<Cloud> {
  let count = 0;
  return runCloud(setting, {
    clock: new VirtualClock({ realNow: () => 0, frozenAt: BEGINNING }),
    ids: () => (count += 1).toString(16).padStart(32, '0'),
    newSecret: () => 'a secret that only these stories have',
    collections: schema,
    runnerOf: runHere,
  });
}

function runHere({ clock, gateway, log, ...parts }: RunnerParts): FunctionRunner {
  const closeSeam = openSeam();
  const runs = new Runs({
    ...{ ...parts, seed: 'story', rest: undefined, print: log, now: () => clock.now() },
    functions: cloudFunctions,
    answer: (request) => gateway.answer(request),
  });
  return {
    options: optionsOf(cloudFunctions),
    invoke: (name, event, identity, parent) =>
      parent ? Promise.reject(new Error('no function of ours calls another')) : runs.invoke(name, event, identity),
    kill: (token) => runs.kill(token),
    close() {
      closeSeam();
      return Promise.resolve();
    },
  };
}
