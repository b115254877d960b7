// @ts-check
import { join } from 'node:path';

const cache = 'node_modules/.cache/mutants';

/**
 * Mutants of the rules: what `npm run mutants` changes, and what may kill it. The tests are those that run in one
 * process; `tests/trust/mutants/stryker-runner.ts` keeps that process, so that most mutants die within milliseconds.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['cloudfunctions/{domain,operations}/**/*.ts', '!**/*.test.ts'],
  plugins: [join(import.meta.dirname, 'tests/trust/mutants/plugin.mjs')],
  testRunner: 'battery',
  ignorers: ['no-behaviour'],
  coverageAnalysis: 'perTest',
  ignorePatterns: ['/dist', '/docs', '/miniprogram', '/preview', '/screenshots', '/tests/{e2e,miniprogram}'],
  tempDirName: join(cache, 'copies'),
  incremental: true,
  incrementalFile: join(cache, 'incremental.json'),
  reporters: ['json', 'html', 'heard'],
  jsonReporter: { fileName: join(cache, 'mutants.json') },
  htmlReporter: { fileName: join(cache, 'mutants.html') },
  concurrency: 2,
  timeoutMS: 10_000,
  timeoutFactor: 3,
  dryRunTimeoutMinutes: 15,
  disableTypeChecks: false,
  warnings: false,
};
