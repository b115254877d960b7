import { join } from 'node:path';

import { z } from 'zod';

import { checked, json, type LocalParts, type Route } from '../../emulator/local/route';
import { chatRoutes } from './chat';
import { openFeed, type Feed } from './feed';
import { pageRoutes } from './pages';
import { weixinRoutes } from './weixin';

/** Where the built preview lies, and which people the desk shows. */
export interface PreviewSetting {
  /** The folder of the build; the preview is `preview` in it. */
  readonly dist: string;
  /** Whether the demo shop is there; else the desk shows an unclaimed merchant's first steps. */
  readonly isDemoShop: boolean;
}

/** A request for lines waits no longer than this for the next one. */
const WAIT_MAX_MS = 25_000;

const asked = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  waitMs: z.coerce.number().int().nonnegative().max(WAIT_MAX_MS).default(WAIT_MAX_MS),
});

/** What one local cloud serves besides its own interface, so that people see the mini-program in a browser. */
export function previewRoutes({ dist, isDemoShop }: PreviewSetting): readonly Route[] {
  let feed: Feed | undefined;
  const feedOf = (parts: LocalParts): Feed => (feed ??= openFeed(parts));
  const events: Route = {
    method: 'GET',
    path: '/preview/events',
    summary: 'what happens, line by line, after the line ?after=; waits for the next one up to ?waitMs=',
    passesJumps: true,
    async answer({ query }, parts) {
      const { after, waitMs } = checked(asked, Object.fromEntries(query));
      return json(await feedOf(parts).after(after, waitMs));
    },
  };
  return [
    ...pageRoutes(join(dist, 'preview'), isDemoShop),
    ...weixinRoutes,
    ...chatRoutes((parts, told) => feedOf(parts).tell(told)),
    events,
  ];
}
