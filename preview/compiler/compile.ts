import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { entryScript } from './entry';
import { readApp } from './graph';
import { phonePage } from './phone-page';
import { bundleEntry } from './script';
import { compileStyles, nameScopes, readPlainStyles } from './styles';
import { compileTemplates } from './templates';
import { collectWarnings } from './warnings';

/** What to compile: the mini-program's folder, where the result goes, and the appid if it is not the project's. */
export interface CompileOptions {
  readonly root: string;
  readonly out: string;
  readonly appid?: string;
}

const PREVIEW = resolve(__dirname, '..');

/** The preview's own style sheets, weakest first; the app's styles are all stronger. */
const OWN_STYLES = ['builtins/builtins.css', 'phone/phone.css', 'weixin/weixin.css'];

const MEDIA = /\.(?:png|jpe?g|gif|webp|svg|ico|wav|mp3|m4a|aac)$/i;

/**
 * Compiles a mini-program for the browser into `out`: `app.js` (with the phone in it), `app.css`, `phone.html`, and
 * `files/` with its pictures and sounds. `warnings` tells what its authors must repair; empty when all is well.
 * @throws Error when there is no `app.json` or no `app.ts`.
 */
export async function compile(options: CompileOptions): Promise<{ readonly warnings: string[] }> {
  const root = resolve(options.root);
  const out = resolve(options.out);
  const { warnings, warn } = collectWarnings();
  const app = readApp(root, warn);
  const scopes = nameScopes(app.components);
  const appid = options.appid ?? projectAppid(root);
  const templates = compileTemplates(app, join(PREVIEW, 'builtins/templates'), warn);
  const entry = entryScript(PREVIEW, join(PREVIEW, 'phone'), app, { appid, scopes, templates });
  mkdirSync(out, { recursive: true });
  const bundled = bundleEntry({ entry, folder: PREVIEW, root, outfile: join(out, 'app.js') }, warn);
  const own = OWN_STYLES.map((file) => readPlainStyles(join(PREVIEW, file))).join('\n');
  writeFileSync(join(out, 'app.css'), `@layer phone {\n${own}\n}\n${compileStyles(app, scopes, warn)}`);
  writeFileSync(join(out, 'phone.html'), phonePage(app.config.window.navigationBarTitleText ?? ''));
  copyMedia(root, join(out, 'files'));
  await bundled;
  return { warnings };
}

/** Pictures and sounds, which templates and scripts name by their path. */
function copyMedia(root: string, out: string): void {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => MEDIA.test(file));
  for (const file of files) cpSync(join(root, file), join(out, file));
}

function projectAppid(root: string): string {
  const path = join(dirname(root), 'project.config.json');
  const project = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as { appid?: string }) : {};
  return project.appid ?? 'touristappid';
}
