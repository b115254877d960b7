import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { chromium, type Browser } from 'playwright-core';

import { withLock } from '../../../scripts/lock.cjs';
import { WAIT_MAX_MS } from './limits';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
];

/** Names of the browser in the PATH, and where it is installed without being there. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Why no page can be opened on this machine, in one sentence that says what to do. */
export class NoBrowser extends Error {}

/**
 * Starts a Chromium without a window: the one of CHROME_PATH, else the system's, else one that Playwright has
 * installed, else Debian's, which root gets by apt. Rejects with NoBrowser, also when Chinese would be boxes.
 */
export async function launchBrowser(): Promise<Browser> {
  const browser = await launch(findBrowser() ?? (await installed('chromium', findBrowser)));
  if (await showsChinese(browser)) return browser;
  await browser.close();
  const hasFont = (): true | undefined => (fontsForChinese().length > 0 ? true : undefined);
  await installed('fonts-noto-cjk', hasFont);
  return launch(findBrowser() ?? '');
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS, timeout: WAIT_MAX_MS });
}

/** The browser of this machine, if there is one. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return chosen;
    throw new NoBrowser(`CHROME_PATH names a file that does not exist: ${chosen}`);
  }
  const folders = (environment.PATH ?? '').split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...inPath, ...PLACES, chromium.executablePath()].find(existsSync);
}

/** Two different characters look different: without a font for them both are the same box. */
async function showsChinese(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  page.setDefaultTimeout(WAIT_MAX_MS);
  const pictures: Buffer[] = [];
  for (const character of ['团', '券']) {
    await page.setContent(`<meta charset="utf-8"><p style="font-size:40px">${character}`);
    pictures.push(await page.screenshot({ clip: { x: 0, y: 0, width: 80, height: 120 } }));
  }
  await page.close();
  const [first, second] = pictures;
  return first !== undefined && second !== undefined && !first.equals(second);
}

function fontsForChinese(): string {
  try {
    return execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** What `find` finds once Debian's package is there, which is installed if nobody else has done so meanwhile. */
async function installed<T>(name: string, find: () => T | undefined): Promise<T> {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) throw missing(name);
  return withLock(join(tmpdir(), 'tuanquan-apt'), () => {
    const found = find() ?? (install(name), find());
    if (found === undefined) throw missing(name);
    return Promise.resolve(found);
  });
}

function install(name: string): void {
  process.stderr.write(`Installing ${name} with apt, once, about a minute …\n`);
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'pipe' });
  } catch {
    throw missing(name);
  }
}

function missing(name: string): NoBrowser {
  return new NoBrowser(
    name === 'chromium'
      ? 'Pages are tested in Chromium: install it, or put the path of a Chrome into CHROME_PATH.'
      : 'Pages are tested with Chinese text: install a font that has it (Debian: fonts-noto-cjk).',
  );
}
