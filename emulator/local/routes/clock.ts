import { z } from 'zod';

import { json, readJson, type LocalParts, type Route } from '../route';

/** Beyond, sums of times are no whole milliseconds any more, and no voucher lives so long. */
const LATEST_MS = Date.UTC(2200, 0, 1);

const isExact = z.boolean().default(false);
const command = z.union(
  [
    z.strictObject({ advanceMs: z.int().nonnegative().max(LATEST_MS), exact: isExact }),
    z.strictObject({ now: z.int().nonnegative().max(LATEST_MS), exact: isExact }),
    z.strictObject({ freeze: z.boolean() }),
  ],
  'must be { advanceMs }, { now } or { freeze }, in whole milliseconds up to the year 2200',
);

export const readClock: Route = {
  method: 'GET',
  path: '/local/clock',
  summary: 'what time it is in the local cloud',
  passesJumps: true,
  answer: (_request, parts) => json(report(parts, { ran: 0, skipped: 0 })),
};

export const moveClock: Route = {
  method: 'POST',
  path: '/local/clock',
  summary:
    'moves or stops the clock: { advanceMs }, { now }, { freeze }; what falls due on the way runs; exact: all of it',
  passesJumps: true,
  async answer(request, parts) {
    const wanted = readJson(command, request);
    if ('freeze' in wanted) {
      parts.freeze(wanted.freeze);
      return json(report(parts, { ran: 0, skipped: 0 }));
    }
    const target = 'now' in wanted ? () => wanted.now : () => parts.clock.now() + wanted.advanceMs;
    return json(report(parts, await parts.jump(target, wanted.exact)));
  },
};

function report({ clock }: LocalParts, runs: { ran: number; skipped: number }): Record<string, unknown> {
  return { now: clock.now(), frozen: clock.isFrozen, ran: runs.ran, skipped: runs.skipped };
}
