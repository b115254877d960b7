import { resolve } from 'node:path';

import { cloudFunctions } from './build/cloud-functions';
import { ensurePart } from './build/part';
import { hasMiniprogram, preview } from './build/preview';
import { packNpm } from './pack-npm';

/**
 * Brings dist/ up to date: the cloud functions as WeChat takes them, the local cloud's worker, schema.json, and the
 * preview; and the mini-program's npm packages. Does nothing when no source changed; several processes may call it at
 * once. `say` takes a line for each part that is made.
 */
export async function build(
  root = resolve(__dirname, '..'),
  say: (line: string) => void = () => undefined,
): Promise<void> {
  await ensurePart(cloudFunctions, root, say);
  if (!hasMiniprogram(root)) return;
  await packNpm(root);
  await ensurePart(preview, root, say);
}

if (process.argv[1] === __filename) {
  void build(undefined, (line) => console.log(line)).then(() => console.log('dist/ is up to date.'));
}
