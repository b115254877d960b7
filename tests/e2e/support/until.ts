import type { Frame } from 'playwright-core';

import { WAIT_MAX_MS } from './limits';

const POLL_MS = 50;

/**
 * Waits until an expression is true in the page. Asked from outside: Playwright's own waitForFunction evaluates texts
 * within the page, which the phone's content security policy forbids.
 */
export async function until(frame: Frame, expression: string): Promise<void> {
  const end = performance.now() + WAIT_MAX_MS;
  while (!(await frame.evaluate<boolean>(`Boolean(${expression})`))) {
    if (performance.now() > end) throw new Error(`this did not become true in ${frame.url()}: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
