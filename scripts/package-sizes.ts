import { join } from 'node:path';

import { packNpm } from './pack-npm';
import { limits, measurePackages } from './sizes/measure';

/** Prints how large each package of the mini-program is, and what in it. */
async function main(): Promise<void> {
  const root = join(__dirname, '..');
  await packNpm(root);
  for (const { name, bytes, byKind } of measurePackages(join(root, 'miniprogram'))) {
    const kinds = Object.entries(byKind).sort(([, a], [, b]) => b - a);
    const parts = kinds.map(([kind, size]) => `${kind} ${inKb(size)}`).join(', ');
    console.log(`${name}: ${inKb(bytes)} of at most ${inKb(limits[name] ?? 0)} KB (${parts})`);
  }
}

function inKb(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

void main();
