import { join, relative, resolve } from 'node:path';

import { startCloud, type Cloud } from '../emulator/cloud';
import { DirectoryInUse } from '../emulator/local/directory-lock';
import { readOptions, UsageFailure, type StartOptions } from '../emulator/options';
import { previewRoutes } from '../preview/server/preview-routes';
import { build } from './build';
import { seedDemoShop } from './demo-shop';

const root = resolve(__dirname, '..');

/** Starts the local cloud and tells where it is; runs until it is told to end. */
async function start(words: readonly string[]): Promise<void> {
  const options = readOptions(words);
  const say = (line: string): void => {
    if (!options.isTest) console.log(line);
  };
  await build(root, say);
  say(`Starting the local cloud; ${dataSentence(options)} …`);
  const { dataDirectory, port, isTest, isEmpty } = options;
  const place = dataDirectory === undefined ? {} : { dataDirectory };
  const dist = join(root, 'dist');
  const routes = previewRoutes({ dist, isDemoShop: !isEmpty });
  const cloud = await startCloud({ port, ...place, dist, refuseScans: isTest, log: say, routes });
  closeOnSignals(cloud);
  if (!isEmpty) await seedDemoShop(cloud);
  console.log(`set-up code: ${isEmpty ? cloud.setUpCode : 'none (demo shop)'}`);
  console.log(`${cloud.url}/`);
}

function dataSentence({ dataDirectory }: StartOptions): string {
  if (dataDirectory === undefined) return 'nothing of it will be kept';
  return `its data lies in ${relative(process.cwd(), dataDirectory) || '.'}`;
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
