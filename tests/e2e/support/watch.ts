import type { Page, Request } from 'playwright-core';

/** What a page of the browser should never do, as it happens; and what it is still loading. */
export interface Watch {
  readonly complaints: readonly string[];
  /** Calls to the cloud that have not been answered yet. */
  callsUnderWay(): number;
}

/** Watches a page from its first request on; `origin` is the only place that it may load from. */
export function watchPage(page: Page, origin: string): Watch {
  const complaints: string[] = [];
  const underWay = new Set<Request>();
  page.on('pageerror', (error) => complaints.push(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${origin}/`)) complaints.push(`request to elsewhere: ${url}`);
    if (url.startsWith(`${origin}/local/call/`)) underWay.add(request);
  });
  const end = (request: Request): boolean => underWay.delete(request);
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return { complaints, callsUnderWay: () => underWay.size };
}
