import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { standAt, START } from '../../story/cloud-driver';
import { startOn } from '../../story/started-cloud';
import { openPremises, tellThePast } from './past';
import { tellThePresent } from './present';
import { readEverything } from './reads';
import { recorded } from './recorder';
import { layOut, linesIn, SAMPLE_KEY } from './sample';

/** Runs the local cloud of a release, tells it the story, and keeps what it leaves: see README.md. */
async function take(release: string): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'tuanquan-sample-'));
  const key = { _id: 'secret', value: SAMPLE_KEY };
  await layOut(directory, [{ collection: 'sys_settings', json: JSON.stringify(key) }]);
  const cloud = await startOn(directory, release);
  try {
    await standAt(cloud, START);
    const { driver, steps } = recorded(cloud);
    const premises = await openPremises(driver);
    await tellThePast(driver, premises);
    await tellThePresent(driver, premises);
    write('calls.jsonl', steps.map(asLine));
    const reading = recorded(cloud);
    await readEverything(reading.driver);
    write('reads.jsonl', reading.steps.map(asLine));
  } finally {
    await cloud.kill();
  }
  write('documents.jsonl', linesIn(directory));
  rmSync(directory, { recursive: true });
}

const asLine = (line: unknown): string => JSON.stringify(line);

function write(file: string, lines: readonly string[]): void {
  writeFileSync(join(__dirname, file), lines.map((line) => `${line}\n`).join(''));
}

take(resolve(process.argv[2] ?? '.')).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
