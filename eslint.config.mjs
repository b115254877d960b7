// @ts-check
// Plain JavaScript: ESLint reads a TypeScript configuration only with one more dependency.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/fixtures/**', 'tests/**'];

/** Time and chance are handed in, so that a test can choose them and a simulation can repeat them. */
const handedIn = [
  ["MemberExpression[object.name='Date'][property.name='now']", 'Take the time from the clock.'],
  ["NewExpression[callee.name='Date'][arguments.length=0]", 'Take the time from the clock.'],
  ["CallExpression[callee.name='Date']", 'Take the time from the clock.'],
  ["CallExpression[callee.property.name='format'][arguments.length=0]", 'Say which time to format.'],
  ["MemberExpression[object.name='Math'][property.name='random']", 'Take ids and chance from the caller.'],
  ['CallExpression[callee.name=/^random(UUID|Bytes|Int)$/]', 'Take ids and chance from the caller.'],
  ['CallExpression[callee.property.name=/^random(UUID|Bytes|Int)$/]', 'Take ids and chance from the caller.'],
].map(([selector, message]) => ({ selector, message }));

/** Cloud functions may run on Node 18 (see scripts/build.ts), whose arrays lack these. */
const newerThanNode18 = {
  selector: 'CallExpression[callee.property.name=/^to(Sorted|Reversed|Spliced)$/]',
  message: 'Node 18 lacks it: copy the array first.',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', '**/miniprogram_npm/'] },
  {
    files: ['**/*.ts', '**/*.mjs'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 60],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
    },
  },
  {
    files: ['miniprogram/**'],
    languageOptions: { parserOptions: { projectService: false, project: './tsconfig.client.json' } },
  },
  {
    files: ['tests/{miniprogram,e2e}/**', 'scripts/screenshots{.ts,/**}'],
    languageOptions: { parserOptions: { projectService: false, project: './tests/tsconfig.client.json' } },
  },
  {
    files: ['preview/**'],
    ignores: ['preview/{compiler,server}/**'],
    languageOptions: { parserOptions: { projectService: false, project: './preview/tsconfig.json' } },
  },
  { files: ['*.mjs', 'tests/support/build-once.ts'], rules: { 'no-restricted-exports': 'off' } },
  { files: tests, rules: { 'max-lines': ['error', 400], 'max-lines-per-function': 'off' } },
  { files: ['cloudfunctions/**'], ignores: tests, rules: { 'no-restricted-syntax': ['error', newerThanNode18] } },
  {
    files: ['cloudfunctions/{operations,domain,runtime,trade,timers,views,files}/**'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', newerThanNode18, ...handedIn] },
  },
  {
    files: ['emulator/**'],
    ignores: [...tests, 'emulator/clock/**', 'emulator/cloud.ts'],
    rules: { 'no-restricted-syntax': ['error', ...handedIn] },
  },
);
