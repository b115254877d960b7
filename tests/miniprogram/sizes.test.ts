import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { packNpm } from '../../scripts/pack-npm';
import { built } from '../../scripts/sizes/built-size';
import { measurePackages, objections } from '../../scripts/sizes/measure';
import type { Budget } from '../../scripts/sizes/measure';

const root = join(__dirname, '../..');

test('mini-program: each package keeps to its budget in budget.json, and gives room back', async () => {
  await packNpm(root);
  const budget = JSON.parse(readFileSync(join(__dirname, 'budget.json'), 'utf8')) as Budget;
  expect(objections(measurePackages(join(root, 'miniprogram')), budget)).toEqual([]);
});

const size = (name: string, bytes: number) => ({ name, bytes, byKind: {} });

describe('package sizes', () => {
  test.each([
    ['more than the budget', [size('main', 1001)], { main: 1000 }, ['main has 1001 bytes and may have 1000']],
    ['no budget', [size('main', 1)], {}, ['main has no budget']],
    ['a package without a limit', [size('other', 1)], { other: 1 }, ['other has no budget']],
    [
      'a budget above the limit',
      [size('clerk', 1)],
      { clerk: 307_201 },
      ['the budget of clerk (307201) is above its limit of 307200 bytes'],
    ],
    ['a budget without package', [], { old: 1 }, ['old has a budget and is no package']],
    [
      'too much room',
      [size('main', 95_000)],
      { main: 100_001 },
      ['main has 95000 bytes: lower its budget of 100001 to at most 98800'],
    ],
    ['little room', [size('main', 96_000)], { main: 100_000 }, []],
    ['much room of few bytes', [size('main', 1000)], { main: 5000 }, []],
  ])('%s is judged', (_what, sizes, budget, expected) => {
    expect(objections(sizes, budget as Budget)).toEqual(expected);
  });

  test.each([
    ['a.wxml', '<!-- words -->\n<view>\n    a\n</view>\n', ' <view> a </view>'],
    ['a.wxss', '/* words */ .a {\n  color: red;\n}\n', '.a{color:red}'],
    ['a.json', '{\n  "a": 1\n}\n', '{"a":1}'],
    ['a.wxs', '/* words */\nvar a = 1;\nmodule.exports = { a: a };\n', 'var a=1;module.exports={a:a};'],
  ])('%s counts as it is uploaded', (name, text, expected) => {
    expect(built(name, text)).toBe(expected);
  });

  test('a script counts as minified JavaScript without types', () => {
    const script = built('a.ts', "import type { X } from './x';\n/** Words. */\nexport const named = (x: X) => x.y;");
    expect(script).toContain('.y');
    expect(script).not.toMatch(/Words|import|: X|\n./);
  });
});
