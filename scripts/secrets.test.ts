import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { Chance } from '../simulation/chance';
import { searchAll } from './secrets';
import { allowances, objections, type Allowance } from './secrets/allowed';
import { clientPlants, functionPlant, repositoryPlants, type Plant } from './secrets/plants';
import { everywhere } from './secrets/rules';
import { search, type Finding } from './secrets/search';

const planted = repositoryPlants(new Chance('planted'));
const uploaded = clientPlants(new Chance('uploaded'));
const functionSecret = functionPlant(new Chance('function'));
const deleted: Plant = { ...functionPlant(new Chance('deleted')), path: 'old/keys of mine.ts' };

let root = '';
let findings: readonly Finding[] = [];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'planted-'));
  execFileSync('git', ['init', '--quiet', root]);
  // What somebody's own git ignores everywhere is looked at here.
  execFileSync('git', ['-C', root, 'config', 'core.excludesFile', '']);
  // The phone's code is known to git too; here only the upload is looked at.
  write('.gitignore', 'miniprogram/\ndist/\n');
  write(deleted.path, deleted.text);
  commit('A key comes');
  rmSync(join(root, deleted.path));
  commit('A key goes');
  for (const { path, text } of planted) write(path, text);
  for (const { path, text } of uploaded) write(join('miniprogram', path), text);
  write(join('dist/cloudfunctions', functionSecret.path), functionSecret.text);
  ({ findings } = searchAll(root));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(message: string): void {
  const git = [
    '-C',
    root,
    '-c',
    'user.name=nobody',
    '-c',
    'user.email=nobody@example.com',
    '-c',
    'commit.gpgSign=false',
  ];
  execFileSync('git', [...git, 'add', '--all']);
  execFileSync('git', [...git, 'commit', '--quiet', '--no-verify', '-m', message]);
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

test('a secret in a cloud function as it is uploaded is found', () => {
  expect(rulesAt(`uploaded function: ${functionSecret.path}`)).toEqual([functionSecret.rule]);
});

test('a secret that was committed and then deleted is found, under its path and version', () => {
  const hits = findings.filter(({ path }) => path === deleted.path);
  expect(hits).toMatchObject([{ rule: deleted.rule, line: 1, version: expect.stringMatching(/^[0-9a-f]{40,64}$/) }]);
  const version = hits[0]?.version?.slice(0, 10) ?? '';
  expect(objections(hits, [])).toEqual([`old/keys of mine.ts:1: GitHub token, in the history as ${version}`]);
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
    ['a list of names', '["USER_TOKEN","TRIGGER_API_TOKEN_V0"]'],
    ['a key of a list', "pay.map((row) => ({ key: 'orders_that_wait_for_money_back_' }))"],
    ['a checksum that stands beside a key', `payment: { key: 'orders', etag: '0cc175b9c0f1b6a831c399e269772661' }`],
    ['an address without a password', 'root@tcp(10.0.0.1:3306)/shop'],
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
