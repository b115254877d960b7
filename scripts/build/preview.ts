import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { build as bundle } from 'esbuild';

import { DEFAULT_APPID } from '../../emulator/local/set-up';
import { compile } from '../../preview/compiler/compile';
import type { Part } from './part';

const SOURCE = /(?<!\.test)\.(css|html|jpg|js|json|png|svg|ts|wxml|wxs|wxss)$/;

/** The mini-program as a browser runs it, and the desk around its phones. */
export const preview: Part = {
  name: 'the mini-program for the browser',
  inputs: [
    'miniprogram',
    'preview',
    'typings',
    'package-lock.json',
    'project.config.json',
    'scripts/build/part.ts',
    'scripts/build/preview.ts',
  ],
  isInput: (file) => SOURCE.test(file),
  outputs: ['preview'],
  stamp: 'stamp-preview',
  async write(out, root) {
    const folder = join(out, 'preview');
    const { warnings } = await compile({ root: join(root, 'miniprogram'), out: folder, appid: DEFAULT_APPID });
    writeFileSync(join(folder, 'warnings.json'), JSON.stringify(warnings, null, 2));
    await buildDesk(join(root, 'preview/desk'), join(folder, 'desk'));
    if (warnings.length > 0) console.warn(['The mini-program has flaws:', ...warnings].join('\n  '));
  },
};

/** Whether there is a mini-program to show. */
export function hasMiniprogram(root: string): boolean {
  return existsSync(join(root, 'miniprogram/app.json'));
}

async function buildDesk(source: string, out: string): Promise<void> {
  await bundle({
    entryPoints: { desk: join(source, 'desk.ts'), style: join(source, 'desk.css') },
    outdir: out,
    bundle: true,
    format: 'esm',
    target: 'chrome120',
    minify: true,
    sourcemap: true,
    logLevel: 'warning',
  });
  copyFileSync(join(source, 'desk.html'), join(out, 'desk.html'));
}
