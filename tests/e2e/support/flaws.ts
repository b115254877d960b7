import type { Visit } from '../states/visit';
import { axeFindings } from './axe';

/** Well below what WeChat advises for a page, 1,000 (performance audit: number of WXML nodes, 2026-11-22). */
const NODES_MAX = 400;

/** What is wrong with a page as it lies there, each in a line. */
export async function flaws({ phone, screen }: Visit): Promise<string[]> {
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
