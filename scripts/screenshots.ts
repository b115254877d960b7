import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { pageStates } from '../tests/e2e/states/states';
import type { PageState } from '../tests/e2e/states/state';
import { computerScreen, phoneScreens, visitStates } from '../tests/e2e/states/visit';
import { flaws } from '../tests/e2e/support/flaws';
import { build } from './build';
import { contactSheet } from './screenshots/contact-sheet';

const root = resolve(__dirname, '..');
const out = join(root, 'screenshots');

/**
 * Takes a picture of every page in each of its states on every screen into screenshots/, with index.html to look at
 * them, and says what is wrong with one. Words that are given choose the states whose names contain one of them.
 */
async function takeScreenshots(words: readonly string[]): Promise<void> {
  await build(root, (line) => console.log(line));
  const chosen = pageStates.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (words.length === 0) rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const taken: string[] = [];
  const end = visitStates(chosen, screensOf, async ({ state, screen, phone }) => {
    const file = `${fileName(state)}-${String(screen.width)}.png`;
    await phone.screenshot(join(out, file));
    taken.push(file);
    const wrong = await flaws({ phone, screen, state });
    console.log([`screenshots/${file}`, ...wrong].join('\n    '));
    if (wrong.length > 0) process.exitCode = 1;
  });
  await end.finally(() => writeFileSync(join(out, 'index.html'), contactSheet(chosen.map(fileName), taken)));
}

const fileName = ({ name }: PageState): string => name.replaceAll('/', '-');

const screensOf = ({ onComputer = false }: PageState) => [...phoneScreens, ...(onComputer ? [computerScreen] : [])];

takeScreenshots(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
