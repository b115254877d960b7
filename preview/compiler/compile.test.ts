import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { compile } from './compile';

const temporary = mkdtempSync(join(tmpdir(), 'tuanquan-compile-'));
afterAll(() => rmSync(temporary, { recursive: true }));

type Files = Readonly<Record<string, string>>;

/** A mini-program of one page that is all right. */
const sound: Files = {
  'app.json': JSON.stringify({ pages: ['pages/a/a'], window: { navigationBarTitleText: '好' } }),
  'app.ts': 'App({});',
  'pages/a/a.json': '{}',
  'pages/a/a.ts': 'Page({});',
  'pages/a/a.wxml': '<view>好</view>',
};

function writeApp(files: Files): { root: string; out: string } {
  const folder = mkdtempSync(join(temporary, 'app-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'app', path)), { recursive: true });
    writeFileSync(join(folder, 'app', path), text);
  }
  return { root: join(folder, 'app'), out: join(folder, 'out') };
}

describe('a sound mini-program', () => {
  const out = join(temporary, 'mini');

  test('becomes a script, a style sheet, a page and its pictures, without a warning', async () => {
    const { warnings } = await compile({ root: join(__dirname, 'fixtures/mini'), out });
    expect(warnings).toEqual([]);
    for (const file of ['app.js', 'app.css', 'phone.html', 'files/images/tab.png'])
      expect([file, existsSync(join(out, file))]).toEqual([file, true]);
    expect(readFileSync(join(out, 'phone.html'), 'utf8')).toContain('<title>样本</title>');
  });

  test('takes its package from the nearest miniprogram_npm', async () => {
    const component = (text: string): Files => ({ 'x.json': '{"component":true}', 'x.wxml': text, 'x.js': '' });
    const at = (folder: string, files: Files): Files =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
    const app = writeApp({
      ...sound,
      'app.json': JSON.stringify({ pages: ['pages/a/a'], subPackages: [{ root: 'sub', pages: ['b/b'] }] }),
      ...at('miniprogram_npm/kit', component('<view>main</view>')),
      ...at('sub/miniprogram_npm/kit', { ...component('<view>nested</view>'), 'index.js': 'exports.name = "nested";' }),
      'sub/b/b.json': JSON.stringify({ usingComponents: { 'kit-x': 'kit/x' } }),
      'sub/b/b.wxml': '<kit-x />',
      'sub/b/b.ts': 'import { name } from "kit"; Page({ name });',
    });
    expect((await compile(app)).warnings).toEqual([]);
    const script = readFileSync(join(app.out, 'app.js'), 'utf8');
    expect(script).toContain('sub/miniprogram_npm/kit/x');
    expect(script).not.toContain('"miniprogram_npm/kit/x"');
  });
});

describe('what is wrong is named', () => {
  type Flaw = readonly [what: string, parts: Files, warning: string];

  /** Each flaw is in a page of its own, which `PAGE` stands for in the warning. */
  const flaws: readonly Flaw[] = [
    ['a page without script', { wxml: '' }, 'PAGE: page has no script (PAGE.ts)'],
    ['a page without template', { ts: 'Page({})' }, 'PAGE: page has no template (PAGE.wxml)'],
    ['a broken json', { json: '{' }, 'PAGE.json: is not valid JSON'],
    ['an unknown tag', { wxml: '<view>\n<veiw /></view>' }, 'PAGE.wxml: 2: unknown tag <veiw>'],
    [
      'a component that is not there',
      { json: '{"usingComponents":{"x-y":"../x/y"}}' },
      'PAGE.json: component <x-y> ("../x/y") is not found',
    ],
    ['an unclosed tag', { wxml: '<view>' }, 'PAGE.wxml: 1:2 '],
    [
      'a remote picture',
      { wxml: '<image src="https://x.cn/a.png" />' },
      'PAGE.wxml: 1: remote address https://x.cn/a.png',
    ],
    ['a picture that is not there', { wxml: '<image src="/a.png" />' }, 'PAGE.wxml: 1: picture "/a.png" is not found'],
    ['a wxs that is not there', { wxml: '<wxs module="m" src="/m.wxs" />' }, 'PAGE.wxml: wxs "m.wxs" is not found'],
    [
      'a template that is not there',
      { wxml: '<include src="/b.wxml" />' },
      'PAGE.wxml: template "b.wxml" is not found',
    ],
    ['newer syntax in wxs', { wxml: '<wxs module="m">const a = 1;</wxs>' }, 'PAGE.wxml: wxs is ES5: "const a"'],
    ['a broken style sheet', { wxss: 'view { color' }, 'PAGE.wxss:1:8: Unknown word'],
    ['a style sheet that is not there', { wxss: '@import "b.wxss";' }, 'PAGE.wxss: @import "b.wxss" is not found'],
    ['a remote font', { wxss: 'PAGEfont-face { src: url(https://x.cn/f) }' }, 'PAGE.wxss: remote address in src'],
    ['a syntax error', { ts: 'Page({' }, 'PAGE.ts: 1:7 '],
    [
      'a package that is not packed',
      { ts: 'import "lodash";' },
      'PAGE.ts: 1:8 package "lodash" is not in miniprogram_npm/',
    ],
    [
      'an import from elsewhere',
      { ts: 'import "../../../b";' },
      'PAGE.ts: 1:8 "../../../b" is outside of the mini-program',
    ],
  ];
  let warnings: string[];

  beforeAll(async () => {
    const pages = flaws.map((_, index) => `pages/${index}/a`);
    const tabBar = { list: [{ pagePath: 'pages/none', text: '无' }] };
    const files = flaws.flatMap(([what, parts], index) => {
      const whole = what.startsWith('a page without') ? parts : { ts: 'Page({});', wxml: '', ...parts };
      return Object.entries(whole).map(([part, text]) => [`pages/${index}/a.${part}`, text]);
    });
    const app = { ...sound, ...Object.fromEntries(files), 'app.json': JSON.stringify({ pages, tabBar }) } as Files;
    ({ warnings } = await compile(writeApp(app)));
  });

  test.each(flaws.map((flaw, index) => [flaw[0], `pages/${index}/a`, flaw[2]]))('%s', (_, page, warning) => {
    const begins = warning.replaceAll('PAGE', page);
    expect(warnings.filter((text) => text.startsWith(`${page}.`) || text.startsWith(`${page}:`))).toEqual([
      expect.stringContaining(begins),
    ]);
  });

  test('a tab without a page', () => {
    expect(warnings).toContain('app.json: tab bar: page "pages/none" is not in pages');
  });

  test('a folder without app.json is refused', async () => {
    await expect(compile({ root: temporary, out: join(temporary, 'none') })).rejects.toThrow('there is no app.json');
  });
});
