import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Chance } from '../simulation/chance';
import { searchAll } from './secrets';
import { allowances, objections, type Allowance } from './secrets/allowed';
import { clientPlants, repositoryPlants, type Plant } from './secrets/plants';
import { everywhere } from './secrets/rules';
import { search, type Finding } from './secrets/search';

const planted = repositoryPlants(new Chance('planted'));
const uploaded = clientPlants(new Chance('uploaded'));

let root = '';
let findings: readonly Finding[] = [];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'planted-'));
  execFileSync('git', ['init', '--quiet', root]);
  // What somebody's own git ignores everywhere is looked at here.
  execFileSync('git', ['-C', root, 'config', 'core.excludesFile', '']);
  // The phone's code is known to git too; here only the upload is looked at.
  write('.gitignore', 'miniprogram/\n');
  for (const { path, text } of planted) write(path, text);
  for (const { path, text } of uploaded) write(join('miniprogram', path), text);
  ({ findings } = searchAll(root));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const rulesAt = (path: string): string[] => findings.filter((finding) => finding.path === path).map(({ rule }) => rule);

test('this repository and the packed mini-program hold no secret, and nothing is allowed without need', () => {
  expect(objections(searchAll(join(__dirname, '..')).findings, allowances)).toEqual([]);
});

test.each(planted)('a secret in $path is found: $rule', ({ path, rule }: Plant) => {
  expect(rulesAt(path)).toContain(rule);
});

test.each(uploaded.slice(0, -1))('a secret that a phone would have in $path is found: $rule', ({ path, rule }) => {
  expect(rulesAt(`uploaded: ${path}`)).toContain(rule);
});

test('what is not uploaded is not looked for on phones', () => {
  expect(rulesAt('uploaded: pages/e.wxml')).toEqual([]);
});

test('secrets of at least twenty kinds are planted', () => {
  expect(new Set([...planted, ...uploaded].map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(20);
});

test('a secret is found in its line', () => {
  write('lines.ts', `export {};\n\n${planted.find(({ rule }) => rule === 'npm token')?.text ?? ''}\n`);
  expect(searchAll(root).findings).toContainEqual(expect.objectContaining({ path: 'lines.ts', line: 3 }));
});

describe('what looks harmless and is', () => {
  test.each([
    ['a checksum of a package', '"integrity": "sha512-GvMUh6k9vVLpoFjfNYDqrHcF3tWdHZq3bPXgVFmTn5bUk2Yw=="'],
    ['a package that is named after tokens', '"node_modules/js-tokens": { "version": "4.0.0" }'],
    ['a type', 'readonly token: string; secretKeys: readonly string[]'],
    ['a sentence', "secret: 'a secret that only simulations have'"],
    ['a name from the environment', 'TUANQUAN_SECRET=$SECRET TUANQUAN_SECRET="${secret}"'],
    ['an address with a port', 'http://127.0.0.1:8787/@home'],
    ['a long name', 'const ordersThatWaitForTheRefund = token.ofTheVoucherThatIsShown;'],
    ['an id of an order', "orderId: 'F692EK82S2PSK9DK97HMV01'"],
  ])('%s', (_, text) => {
    expect(search([{ path: 'a.ts', text }], everywhere)).toEqual([]);
  });
});

describe('the list of what is allowed', () => {
  const finding: Finding = { path: 'a.json', line: 2, rule: 'password', text: 'password: "of nobody"' };
  const allowance: Allowance = { path: /^a\.json$/, rule: 'password', text: /of nobody/, reason: 'nobody' };

  test('covers one kind in one place', () => {
    expect(objections([finding], [allowance])).toEqual([]);
    expect(objections([finding, { ...finding, path: 'b.json' }], [allowance])).toEqual(['b.json:2: password']);
    expect(objections([finding, { ...finding, text: 'password: "mine"' }], [allowance])).toEqual([
      'a.json:2: password',
    ]);
  });

  test('holds nothing that is not needed', () => {
    expect(objections([], [allowance])).toEqual([
      'nothing in /^a\\.json$/ looks like "password" any more: take it off the list',
    ]);
  });
});
