import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { TmplGroup } from 'glass-easel-template-compiler';

import { packNpm } from '../../scripts/pack-npm';
import { wcc, wcsc } from './compilers';
import { miniProgramIn, ownFiles } from './mini-program';

const root = join(__dirname, '../..');
const miniprogram = join(root, 'miniprogram');

beforeAll(() => packNpm(root));

const filesEnding = (...endings: readonly string[]) =>
  miniProgramIn(miniprogram).paths.filter((path) => endings.some((ending) => path.endsWith(ending)));

describe("mini-program: WeChat's compilers", () => {
  test('take every template, our own and those of npm', () => {
    expect(wcc(miniprogram, filesEnding('.wxml', '.wxs'))).toBe('');
  });

  test('take every style sheet, our own and those of npm', () => {
    expect(wcsc(miniprogram, filesEnding('.wxss'))).toBe('');
  });

  test('glass-easel warns of nothing in our own templates', () => {
    const warnings = ownFiles(miniProgramIn(miniprogram), '.wxml').flatMap(({ path, text }) => glassEasel(path, text));
    expect(warnings).toEqual([]);
  });
});

interface Warning {
  readonly message: string;
  readonly startLine: number;
}

/** What glass-easel's compiler says of a template. */
function glassEasel(path: string, text: string): string[] {
  const group = new TmplGroup();
  const warnings = group.addTmpl(path.replace(/\.wxml$/, ''), text) as readonly Warning[];
  return warnings.map(({ message, startLine }) => `${path}:${startLine + 1} ${message}`);
}

describe('compilers', () => {
  const broken: readonly (readonly [file: string, text: string, complaint: string])[] = [
    ['a.wxml', '<view wx:if="{{a}}"><view>', 'end tag missing'],
    ['a.wxml', '<view>{{ a ? 1 : }}</view>', 'unexpected token'],
    ['a.wxml', '<wxs src="./no.wxs" module="no" /><view />', 'no.wxs not found'],
    ['a.wxs', 'module.exports = { f: (a) => a };', 'Unexpected token'],
    ['a.wxss', '.a { color: red', 'unexpected token'],
    ['a.wxss', '@import "./no.wxss";', 'not found'],
  ];

  test.each(broken)('%s with %s is refused', (file, text, complaint) => {
    const folder = mkdtempSync(join(tmpdir(), 'compile-'));
    writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'b.wxml'), '<view />');
    const said = file.endsWith('.wxss') ? wcsc(folder, [file]) : wcc(folder, ['b.wxml', file]);
    rmSync(folder, { recursive: true });
    expect(said).toContain(complaint);
  });

  test('glass-easel warns of an attribute that is there twice', () => {
    expect(glassEasel('a.wxml', '<view id="a" id="b" />')).toEqual(['a.wxml:1 duplicated attribute']);
  });
});
