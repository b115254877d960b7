import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

import { transformSync } from 'esbuild';

type Build = (text: string) => string;

/** WeChat DevTools compile each script by itself, to modules that the phone loads by name. */
const script: Build = (text) =>
  transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2017', minify: true, legalComments: 'none' }).code;

const style: Build = (text) => transformSync(text, { loader: 'css', minify: true, logLevel: 'silent' }).code;

/** What the settings in project.config.json (minified, minifyWXML, minifyWXSS) make of a source. */
const builds: Readonly<Record<string, Build>> = {
  '.ts': script,
  '.js': script,
  '.wxs': (text) => transformSync(text, { minifyWhitespace: true, target: 'es5', legalComments: 'none' }).code,
  '.wxss': style,
  '.wxml': (text) => text.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' '),
  '.json': (text) => JSON.stringify(JSON.parse(text)),
};

/** A source as it is uploaded: a script as minified JavaScript, others without what only people read. */
export function built(path: string, text: string): string {
  return (builds[posix.extname(path)] ?? String)(text).trimEnd();
}

/** How many bytes of a package this file of the mini-program takes; declarations of types are not uploaded. */
export function builtBytes(file: string): number {
  if (file.endsWith('.d.ts')) return 0;
  const content = readFileSync(file);
  return posix.extname(file) in builds ? Buffer.byteLength(built(file, content.toString())) : content.length;
}
