// @ts-check
import { existsSync } from 'node:fs';

/**
 * One suite, one command. Tests lie beside what they test; what tests several parts lies in tests/.
 * Plain JavaScript, because jest 30 reads a TypeScript configuration only with one more dependency.
 * @type {import('jest').Config}
 */
export default {
  testEnvironment: 'node',
  roots: ['cloudfunctions', 'emulator', 'simulation', 'scripts', 'preview', 'tests'].filter(existsSync),
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/tests/support/build-once.ts',
  transform: { '\\.m?[jt]s$': '<rootDir>/tests/support/transform.cjs' },
  transformIgnorePatterns: ['/node_modules/(?!(mingo|croner|qr|bson)/)', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', 'miniprogram_npm/'],
  injectGlobals: false,
  // A slow machine is no fault: this ends only what hangs.
  testTimeout: 1_800_000,
  // Browser, local clouds and tests share two cores well: one waits while the other works.
  maxWorkers: 2,
};
