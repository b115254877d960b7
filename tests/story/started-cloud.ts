import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { drive, type Driver } from './cloud-driver';

const root = resolve(__dirname, '../..');

/** A local cloud in a process of its own, started as `npm start` starts it, that can be killed. */
export interface StartedCloud extends Driver {
  /** `kill -9`; resolves when the process is gone. */
  kill(): Promise<void>;
}

/** How a cloud is started, as Node's words. */
const START: readonly string[] = ['scripts/run.mjs', 'start'];

/**
 * Starts a cloud, of this repository or of another clone, on a data directory; resolves when it has said its lines.
 * `how`: another one that takes the same options.
 */
export async function startOn(directory: string, repository = root, how = START): Promise<StartedCloud> {
  const options = ['--data', directory, '--empty', '--test', '--port', '0'];
  const child = spawn(process.execPath, [...how, ...options], { cwd: repository });
  const { setUpCode, url } = await saidBy(child);
  return {
    ...drive({ url, setUpCode }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function saidBy(child: ChildProcess): Promise<{ setUpCode: string; url: string }> {
  return new Promise((resolveWith, reject) => {
    let said = '';
    const listen = (part: Buffer): void => {
      said += part.toString();
      const lines = /^set-up code: (\S+)\n(http:\/\/127\.0\.0\.1:\d+)\/\n/m.exec(said);
      if (lines) resolveWith({ setUpCode: lines[1] ?? '', url: lines[2] ?? '' });
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', (status) => {
      reject(new Error(`the local cloud ended with ${String(status)}: ${said}`));
    });
  });
}
