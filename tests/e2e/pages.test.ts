import { expect, jest, test } from '@jest/globals';

import type { PageState } from './states/state';
import { pageStates } from './states/states';
import { computerScreen, phoneScreens, visitStates, type Visit } from './states/visit';
import { axeFindings } from './support/axe';

jest.setTimeout(600_000);

/** Well below what WeChat advises for a page, 1,000 (performance audit: number of WXML nodes, 2026-11-22). */
const NODES_MAX = 400;

/** The smallest phone and the widest: what fits both fits between them. */
const phones = [...phoneScreens.slice(0, 1), ...phoneScreens.slice(-1)];

/** What is wrong with a page as it lies there, each in a line. */
async function flaws({ phone, screen }: Visit): Promise<string[]> {
  const overflow = await phone.frame.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  const cut = await phone.frame.evaluate<readonly string[]>(`
    [...document.querySelectorAll('.phone-frame:not(.phone-frame-hidden) .phone-scroller')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ scrollWidth, clientWidth }) => scrollWidth + ' px in ' + clientWidth)`);
  const nodes = await phone.nodeCount();
  return [
    ...(overflow > 0 ? [`${String(overflow)} px wider than the screen`] : []),
    ...cut.map((widths) => `the page is wider than what shows it: ${widths}`),
    ...(nodes > NODES_MAX ? [`${String(nodes)} nodes`] : []),
    ...(await axeFindings(phone.frame)),
  ].map((flaw) => `at ${String(screen.width)}: ${flaw}`);
}

test('every page in every state fits its screen, is light, and is usable by all', async () => {
  const found: string[] = [];
  const screensOf = ({ onComputer = false }: PageState) => (onComputer ? [...phones, computerScreen] : phones);
  const look = async (visit: Visit): Promise<void> => {
    found.push(...(await flaws(visit)).map((flaw) => `${visit.state.name} ${flaw}`));
  };
  await visitStates(pageStates, screensOf, look).catch((error: unknown) => found.push(String(error)));
  expect(found).toEqual([]);
});
