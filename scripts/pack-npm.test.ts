import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { init } from 'echarts';

import { packNpm } from './pack-npm';

const project = join(__dirname, '..');

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pack-'));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  cpSync(join(project, 'package-lock.json'), join(root, 'package-lock.json'));
  write('app.json', JSON.stringify({ pages: [], subPackages: [{ root: 'clerk' }, { root: 'figures' }] }));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, 'miniprogram', path)), { recursive: true });
  writeFileSync(join(root, 'miniprogram', path), text);
}

function using(...names: readonly string[]): string {
  return JSON.stringify({
    usingComponents: Object.fromEntries(names.map((name) => [`t-${name}`, `tdesign-miniprogram/${name}/${name}`])),
  });
}

const npm = (folder: string, path: string): string => join(root, 'miniprogram', folder, 'miniprogram_npm', path);
const tdesign = (folder: string, path: string): string => npm(folder, `tdesign-miniprogram/${path}`);
const read = (path: string): string => readFileSync(path, 'utf8');

function packed(): string[] {
  return readdirSync(join(root, 'miniprogram'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('miniprogram_npm') && statSync(join(root, 'miniprogram', path)).isFile())
    .sort();
}

/** Every path that a packed file names, as far as it does not exist. */
function deadEnds(): string[] {
  return packed().flatMap((path) => {
    const text = read(join(root, 'miniprogram', path));
    const named = [...text.matchAll(/(?:from|import|src=|require\(|":)\s*"(\.{1,2}\/[^"{]+)"/g)].map(
      (match) => match[1],
    );
    return named
      .map((each) => join(root, 'miniprogram', dirname(path), each ?? ''))
      .filter((file) => ['', '.js', '.json', '.wxml', '/index.js'].every((ending) => !existsSync(file + ending)));
  });
}

describe('pack-npm: which files', () => {
  test('a component comes with what it uses, and with nothing else', async () => {
    write('pages/deal/deal.json', using('button'));
    await packNpm(root);
    expect(packed().filter((path) => path.endsWith('.json'))).toEqual(
      ['button', 'icon', 'loading'].map((name) => `miniprogram_npm/tdesign-miniprogram/${name}/${name}.json`),
    );
    expect(deadEnds()).toEqual([]);
  });

  test('scripts bring packages along, imports of types bring nothing', async () => {
    write('pages/deal/deal.ts', "import dayjs from 'dayjs';\nimport utc from 'dayjs/plugin/utc';");
    write('pages/deal/time.ts', "import type Dialog from 'tdesign-miniprogram/dialog/index';");
    await packNpm(root);
    expect(packed()).toEqual(['miniprogram_npm/dayjs/index.js', 'miniprogram_npm/dayjs/plugin/utc.js']);
  });

  test('a style sheet that app.wxss imports is packed', async () => {
    const theme = 'miniprogram_npm/tdesign-miniprogram/common/style/theme/_index.wxss';
    write('app.wxss', `@import './${theme}';`);
    await packNpm(root);
    expect(packed()).toContain(theme);
  });

  test('a subpackage gets what the main package lacks, and names the rest there', async () => {
    write('pages/deal/deal.json', using('button'));
    write('clerk/pages/scan/scan.json', using('button', 'dialog'));
    await packNpm(root);
    expect(existsSync(tdesign('clerk', 'dialog/dialog.json'))).toBe(true);
    expect(existsSync(tdesign('clerk', 'button/button.json'))).toBe(false);
    expect(JSON.parse(read(tdesign('clerk', 'dialog/dialog.json')))).toMatchObject({
      usingComponents: {
        't-popup': '../popup/popup',
        't-button': '../../../../miniprogram_npm/tdesign-miniprogram/button/button',
      },
    });
    expect(deadEnds()).toEqual([]);
  });

  test('components that look for each other lie in the same package', async () => {
    write('pages/deal/deal.json', using('cell'));
    write('clerk/pages/scan/scan.json', using('cell', 'cell-group'));
    await packNpm(root);
    expect(existsSync(tdesign('clerk', 'cell-group/cell-group.js'))).toBe(true);
    expect(existsSync(tdesign('clerk', 'cell/cell.js'))).toBe(true);
    expect(existsSync(tdesign('clerk', 'icon/icon.js'))).toBe(false);
    expect(deadEnds()).toEqual([]);
  });

  test('what does not exist is told with the file that names it', async () => {
    write('pages/deal/deal.json', using('buton'));
    await expect(packNpm(root)).rejects.toThrow(
      'main package: there is no component "tdesign-miniprogram/buton/buton"',
    );
  });

  test('what is no longer used goes, what does not change is left alone', async () => {
    write('pages/deal/deal.json', using('button', 'dialog'));
    await packNpm(root);
    const before = statSync(tdesign('', 'button/button.js')).mtimeMs;
    write('pages/deal/deal.json', using('button'));
    await packNpm(root);
    expect(existsSync(tdesign('', 'dialog'))).toBe(false);
    expect(statSync(tdesign('', 'button/button.js')).mtimeMs).toBe(before);
  });

  test('a lost file is packed again, two at once do the same', async () => {
    write('pages/deal/deal.json', using('icon'));
    await Promise.all([packNpm(root), packNpm(root)]);
    rmSync(tdesign('', 'icon/icon.js'));
    await packNpm(root);
    expect(existsSync(tdesign('', 'icon/icon.js'))).toBe(true);
    expect(readdirSync(join(root, 'dist'))).toEqual(['.packed-npm']);
  });
});

describe('pack-npm: what is changed', () => {
  test('lengths are px in styles, templates and scripts', async () => {
    write('pages/deal/deal.json', using('skeleton', 'grid', 'grid-item', 'message', 'dialog'));
    await packNpm(root);
    const mentions = packed().filter((path) => /\d *rpx|\}rpx/.test(read(join(root, 'miniprogram', path))));
    expect(mentions).toEqual([]);
    expect(read(tdesign('', 'dialog/dialog.wxml'))).toContain('name="close" size="22px"');
    expect(read(tdesign('', 'skeleton/skeleton.js'))).toContain('size:"48px"');
    expect(read(tdesign('', 'grid/grid.js'))).toContain('margin-bottom:-${t/2}px');
    expect(read(tdesign('', 'message-item/message-item.wxs'))).toContain("item / 2 + 'px'");
  });

  test('a component that computes in rpx and was never looked at is refused', async () => {
    write('pages/deal/deal.json', using('guide'));
    await expect(packNpm(root)).rejects.toThrow('guide.js: say in scripts/pack/pixels.ts');
  });

  test('icons are drawn from within: those of TDesign, of WXML and of scripts, and no others', async () => {
    write('pages/deal/deal.json', using('icon', 'dialog'));
    write(
      'pages/deal/deal.wxml',
      `<t-icon name="time" /><x-state icon="{{ok ? 'cart' : 'shop'}}" right-icon="user" />`,
    );
    write('pages/deal/deal.ts', "export const row = { icon: 'qrcode', text: 'star' };");
    await packNpm(root);
    const styles = read(tdesign('', 'icon/icon.wxss'));
    const names = [...styles.matchAll(/\.t-icon-([a-z-]+)\{--t-icon/g)].map((match) => match[1]);
    expect(names).toEqual(expect.arrayContaining(['time', 'cart', 'shop', 'user', 'qrcode', 'close']));
    expect(names).not.toContain('star');
    expect(names).not.toContain('button');
    expect(styles).toContain(
      `.t-icon-close{--t-icon:url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'`,
    );
    expect(styles).toContain("viewBox='0 0 24 24'");
    expect(styles).not.toMatch(/view-box|font-family|tdesign\.gtimg|\\E0/);
  });

  test('an icon that TDesign does not have is refused', async () => {
    write('pages/deal/deal.json', using('icon'));
    write('pages/deal/deal.wxml', '<t-icon size="20px" name="voucher-of-ours" />');
    await expect(packNpm(root)).rejects.toThrow('pages/deal/deal.wxml: TDesign has no icon "voucher-of-ours"');
  });
});

test('pack-npm: charts draw on a canvas, without a document and without WeChat', async () => {
  write('figures/pages/figures/figures.ts', "import { init } from 'echarts';");
  await packNpm(root);
  expect(packed()).toEqual(['figures/miniprogram_npm/echarts/index.js']);
  const file = npm('figures', 'echarts/index.js');
  expect(statSync(file).size).toBeLessThan(520 * 1024);
  expect(await drawn(file)).toEqual({
    texts: expect.arrayContaining(['周一', '周二', '30']),
    points: [600, 400],
    described: expect.stringContaining('周一'),
    tooltip: expect.arrayContaining(['12']),
  });
});

/** Draws two days in the real bundle, touches the first, and answers what was written on the canvas. */
async function drawn(file: string) {
  const charts = createRequire(file)(file) as { readonly init: typeof init };
  const texts: string[] = [];
  const context = new Proxy<Record<string, unknown>>(
    { measureText: (text: string) => ({ width: text.length * 6 }), fillText: (text: string) => texts.push(text) },
    { get: (target, name: string) => target[name] ?? ((): void => undefined) },
  );
  const canvas = { width: 0, height: 0, getContext: () => context };
  const chart = charts.init(canvas, { width: 300, height: 200, devicePixelRatio: 2 });
  chart.setOption({
    animation: false,
    aria: { enabled: true },
    tooltip: { trigger: 'axis', showDelay: 0, transitionDuration: 0 },
    xAxis: { type: 'category', data: ['周一', '周二'] },
    yAxis: {},
    series: [{ type: 'bar', data: [12, 30] }],
  });
  await until(() => texts.includes('周一'));
  const first = [...texts];
  chart.touch('start', 90, 100);
  await until(() => texts.slice(first.length).includes('12'));
  chart.dispose();
  return {
    texts: first,
    points: [canvas.width, canvas.height],
    described: chart.description,
    tooltip: texts.slice(first.length),
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
