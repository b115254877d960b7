// @ts-check
// Stryker loads its plugins in several processes: each of them has to learn to read TypeScript first.
import { createRequire } from 'node:module';

import { register } from 'tsx/cjs/api';

register();

/** @type {unknown} */
const loaded = createRequire(import.meta.url)('./stryker-runner.ts');
const runner = /** @type {typeof import('./stryker-runner.ts')} */ (loaded);

export const { strykerPlugins } = runner;
