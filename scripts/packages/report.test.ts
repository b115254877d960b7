import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { foldersIn, packagesIn, type Package } from './packages';
import { newerIn, weaknessesIn } from './registry';
import { dependencyReport, type Findings } from './report';

const root = join(__dirname, '../..');

const lockFile = JSON.stringify({
  packages: {
    '': { name: 'shop' },
    'node_modules/for-phones': { version: '1.0.0', license: 'MIT', integrity: 'sha512-1' },
    'node_modules/for-functions': { version: '2.0.0', dev: true, license: 'GPL-3.0', integrity: 'sha512-2' },
    'node_modules/for-both': { version: '3.0.0', license: 'ISC', integrity: 'sha512-3' },
    'node_modules/for-us': { version: '4.0.0', dev: true, hasInstallScript: true },
    'node_modules/for-us/node_modules/@some/part': { version: '5.0.0', dev: true, integrity: 'sha512-5' },
  },
});
const bundled = new Set(['node_modules/for-functions', 'node_modules/for-both']);
const packages = packagesIn(lockFile, bundled, () => 'WTFPL');

const told = (changes: Partial<Findings>): string =>
  dependencyReport({ packages, weaknesses: [], newer: [], unpinned: [], ...changes }).join('\n');

describe('the packages of a lock file', () => {
  test('are where they end up', () => {
    const places = Object.fromEntries(packages.map(({ name, places: all }) => [name, all.join()]));
    expect(places).toEqual({
      ...{ 'for-phones': 'phones', 'for-functions': 'functions', 'for-both': 'phones,functions' },
      ...{ 'for-us': 'development', '@some/part': 'development' },
    });
  });

  test('say their licence themselves where the file does not', () => {
    expect(packages.map(({ licence }) => licence)).toEqual(['MIT', 'GPL-3.0', 'ISC', 'WTFPL', 'WTFPL']);
  });

  test('of this project are bundled as the bundle of a function says', () => {
    const map = readFileSync(join(root, 'dist/cloudfunctions/api/index.js.map'), 'utf8');
    const ours = packagesIn(readFileSync(join(root, 'package-lock.json'), 'utf8'), new Set(foldersIn(map)), () => '');
    const inPlace = (place: Package['places'][number]): string[] =>
      ours.filter(({ places }) => places.includes(place)).map(({ name }) => name);
    expect(inPlace('functions')).toEqual(expect.arrayContaining(['wx-server-sdk', 'zod']));
    expect(inPlace('functions')).not.toContain('jest');
    expect(inPlace('phones')).toEqual(expect.arrayContaining(['dayjs', 'echarts', 'tdesign-miniprogram']));
  });

  test('are found in a source map by their innermost folder', () => {
    const sources = ['../../node_modules/a/index.js', '../../src/b.ts', '../node_modules/a/node_modules/@b/c/d/e.js'];
    expect(foldersIn(JSON.stringify({ sources }))).toEqual(['node_modules/a', 'node_modules/a/node_modules/@b/c']);
  });
});

describe('what the registry knows', () => {
  const audited = JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      'for-us': { severity: 'low', via: [{ title: 'slow' }], nodes: ['node_modules/for-us'], fixAvailable: false },
      'for-both': { severity: 'high', via: [{ title: 'leaks' }], nodes: ['node_modules/for-both'], fixAvailable: true },
      'for-phones': { severity: 'high', via: ['for-both'], nodes: ['node_modules/for-phones'], fixAvailable: true },
    },
  });

  test('is told worst first, each at the package that has it, with where that ends up', () => {
    const weaknesses = weaknessesIn(audited, packages);
    expect(weaknesses).toMatchObject([
      { name: 'for-both', places: ['phones', 'functions'], isRepaired: true },
      { name: 'for-us', places: ['development'], isRepaired: false },
    ]);
    expect(told({ weaknesses })).toContain(
      'high: for-both, on phones and in the cloud functions: leaks (a newer version is repaired)',
    );
    expect(told({ weaknesses })).toContain('low: for-us, for development only: slow\n');
  });

  test('is said not to be known where there is no such endpoint, in npm’s words', () => {
    const refused = '{ "message": "405 Method Not Allowed - POST https://x.example/", "statusCode": 405 }';
    expect(told({ weaknesses: weaknessesIn(refused, packages) })).toContain('not known: 405 Method Not Allowed');
    expect(told({ weaknesses: weaknessesIn('', packages) })).toContain('not known: npm audit said nothing');
    expect(told({ weaknesses: weaknessesIn('<html>', packages) })).toContain('not known: npm audit said nothing');
  });

  test('of newer versions is told, or why it is not', () => {
    const newer = newerIn('{ "zod": { "current": "4.0.0", "wanted": "4.0.0", "latest": "5.0.0" } }');
    expect(told({ newer })).toContain('zod 4.0.0, by now 5.0.0');
    expect(newerIn('')).toEqual([]);
    expect(told({ newer: newerIn('{ "error": { "code": "ENOTFOUND" } }') })).toContain('not known: npm outdated');
  });
});

test('the report names what is shipped, what is not free, what runs on install, and what could change', () => {
  const report = told({ unpinned: ['for-phones'] });
  expect(report).toContain('2 on phones: for-phones 1.0.0, for-both 3.0.0');
  expect(report).toContain('2 in the cloud functions: for-functions 2.0.0, for-both 3.0.0');
  expect(report).toContain('2 for development only\n');
  expect(report).toContain('  node_modules/for-functions 2.0.0: GPL-3.0\n');
  expect(report).not.toContain('WTFPL');
  expect(report).toContain('  node_modules/for-us 4.0.0, for development only\n');
  expect(report).toContain('for-phones is asked for in a range of versions');
  expect(report).toContain('node_modules/for-us has no checksum');
});

test('a line that is too long for a terminal is folded after a comma', () => {
  const lines = told({ newer: [{ name: 'a, '.repeat(60), current: '1', latest: '2' }] }).split('\n');
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(110);
  expect(lines.filter((line) => line.startsWith('    a, a, '))).toHaveLength(1);
});

test('a section in which nothing was found says so', () => {
  expect(told({})).toContain('Known weaknesses, by the registry (npm audit)\n  none\n');
});
