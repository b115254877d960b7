import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '@jest/globals';

import { packNpm } from '../../scripts/pack-npm';
import { miniProgramIn, ownFiles } from './mini-program';
import { rules } from './rules';
import { wxApisIn } from './scripts';
import { GLASS_EASEL_SINCE, privacyTerms, wxApis } from './wx-apis';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

beforeAll(() => packNpm(root));

const sources = () => miniProgramIn(join(root, 'miniprogram'));

test.each(Object.keys(rules))('mini-program: %s', (rule) => {
  expect(rules[rule]?.(sources())).toEqual([]);
});

const { libVersion } = JSON.parse(read('project.config.json')) as { readonly libVersion: string };

function isAtMost(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) <= 0;
}

describe('mini-program: interfaces of WeChat', () => {
  const scripts = ownFiles(sources(), '.ts');
  const typings = read('node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts');

  test('each that is called is listed, each that is listed is called', () => {
    const called = new Set(scripts.flatMap(({ text }) => wxApisIn(text)));
    expect([...called].sort()).toEqual(Object.keys(wxApis).sort());
  });

  test.each(Object.entries(wxApis).filter(([name]) => !name.startsWith('cloud.')))(
    '%s is listed with the base library that has it',
    (name, since) => {
      const declared = typings.search(new RegExp(`^ {8}${name}[<(:]`, 'm'));
      const comment = typings.slice(typings.lastIndexOf('/**', declared), declared);
      expect(declared).toBeGreaterThan(0);
      expect(/^ *\* 需要基础库： `([\d.]+)`/m.exec(comment)?.[1] ?? '').toBe(since);
    },
  );

  test('the base library of project.config.json has them all', () => {
    const needed = [...Object.values(wxApis), GLASS_EASEL_SINCE];
    expect(needed.filter((since) => !isAtMost(since, libVersion))).toEqual([]);
  });

  test('what needs consent is declared in docs/PRIVACY.md, and nothing else is', () => {
    const code = [...scripts, ...ownFiles(sources(), '.wxml')].map(({ text }) => text).join('\n');
    const used = privacyTerms.filter(([, uses]) => uses.test(code)).map(([term]) => term);
    const declared = [...read('docs/PRIVACY.md').matchAll(/^\| (\p{Script=Han}[^|]*?) \|/gmu)].map((row) => row[1]);
    expect(declared.slice(1).sort()).toEqual(used.sort());
  });
});
