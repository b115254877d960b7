import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { startCloud, type Cloud } from '../emulator/cloud';
import { DirectoryInUse } from '../emulator/local/directory-lock';
import { readOptions, UsageFailure, type StartOptions } from '../emulator/options';
import { build } from './build';

const root = resolve(__dirname, '..');

/** Starts the local cloud and tells where it is; runs until it is told to end. */
async function start(words: readonly string[]): Promise<void> {
  const options = readOptions(words);
  const say = (line: string): void => {
    if (!options.isTest) console.log(line);
  };
  say('Building the cloud functions …');
  await build();
  say(`Starting the local cloud; ${dataSentence(options)} …`);
  const { dataDirectory, port, isTest } = options;
  const place = dataDirectory === undefined ? {} : { dataDirectory };
  const cloud = await startCloud({ port, ...place, dist: join(root, 'dist'), refuseScans: isTest, log: say });
  closeOnSignals(cloud);
  const isSeeded = !options.isEmpty && (await seedDemoShop(cloud));
  console.log(`set-up code: ${isSeeded ? 'none (demo shop)' : cloud.setUpCode}`);
  console.log(`${cloud.url}/`);
}

function dataSentence({ dataDirectory }: StartOptions): string {
  if (dataDirectory === undefined) return 'nothing of it will be kept';
  return `its data lies in ${relative(process.cwd(), dataDirectory) || '.'}`;
}

/** Whether there is a demo shop to fill the cloud with. */
async function seedDemoShop(cloud: Cloud): Promise<boolean> {
  const script = join(root, 'scripts/demo-shop.ts');
  if (!existsSync(script)) return false;
  const demoShop = (await import(pathToFileURL(script).href)) as { seedDemoShop: (cloud: Cloud) => Promise<void> };
  await demoShop.seedDemoShop(cloud);
  return true;
}

function closeOnSignals(cloud: Cloud): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      void cloud.close().finally(() => process.exit(0));
    });
  }
}

function sentenceFor(error: unknown): string {
  if (error instanceof UsageFailure || error instanceof DirectoryInUse) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is in use; choose another: npm start -- --port 0`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentenceFor(error));
  process.exit(1);
});
