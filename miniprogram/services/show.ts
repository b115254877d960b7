import { explain, type Explanation } from '../presenters/failure';
import { unreachablePage } from '../text/errors';
import { Refusal, Unreachable } from './cloud';
import { now } from './clock';
import { noLongerWaiting, whenConnected } from './network';

/** What a page shows: exactly one of these. `stale`: why what is shown could not be refreshed; empty: it is fresh. */
export type View<Ready> =
  | { readonly state: 'loading' }
  | { readonly state: 'empty' }
  | (Ready & { readonly state: 'ready'; readonly stale: string })
  | (Explanation & { readonly state: 'failed' });

/** A page before its first answer. */
export const initially = <Ready>(): View<Ready> => ({ state: 'loading' });

/** A page as it is filled. */
export interface Shown {
  readonly data: { readonly view: View<object> };
  setData(change: Readonly<Record<string, unknown>>): void;
  /** Fills the page, and does whatever the page does once it is filled. */
  load(): unknown;
}

const latest = new WeakMap<Shown, number>();
const gone = new WeakSet<Shown>();
const retries = new WeakMap<Shown, () => void>();

/**
 * Fills a page with what `read` answers; a page that is filled gets only what changed. The first failure is shown with
 * what to do; a later one leaves what the page shows, marked as stale. Without a network the page loads again as
 * soon as there is one. Of several readings under way the last one counts. Resolves to whether this answer is shown:
 * false for a failure, an answer that was overtaken and a page that has gone.
 */
export async function show(page: Shown, read: () => Promise<object | 'empty'>): Promise<boolean> {
  if (gone.has(page)) return false;
  const turn = (latest.get(page) ?? 0) + 1;
  const counts = (): boolean => latest.get(page) === turn && !gone.has(page);
  latest.set(page, turn);
  forget(page);
  if (page.data.view.state === 'failed') page.setData({ view: initially() });
  try {
    const ready = await read();
    if (!counts()) return false;
    fill(page, ready);
    return true;
  } catch (error) {
    if (counts()) showFailure(page, error);
    return false;
  }
}

/** The page has gone: nothing under way, nor begun from now on, may touch it any more. */
export function stopShowing(page: Shown): void {
  gone.add(page);
  forget(page);
}

/** What every page does alike: pulled down it loads again, and once it has gone nothing touches it any more. */
export const shownPage = {
  async onPullDownRefresh(this: Shown): Promise<void> {
    await this.load();
    void wx.stopPullDownRefresh();
  },

  onUnload(this: Shown): void {
    stopShowing(this);
  },
};

function fill(page: Shown, ready: object | 'empty'): void {
  if (ready === 'empty') {
    page.setData({ view: { state: 'empty' } });
    return;
  }
  const view = { state: 'ready', stale: '', ...ready };
  const change = page.data.view.state === 'ready' ? changes(page.data.view, view) : { view };
  if (Object.keys(change).length > 0) page.setData(change);
}

/** What to set so that the view becomes the next one. */
function changes(view: object, next: object): Record<string, unknown> {
  const before = new Map<string, unknown>(Object.entries(view));
  const left = [...before.keys()].filter((field) => !(field in next));
  return Object.fromEntries([
    ...left.map((field) => [`view.${field}`, null] as const),
    ...Object.entries(next)
      .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before.get(field)))
      .map(([field, value]) => [`view.${field}`, value as unknown] as const),
  ]);
}

function showFailure(page: Shown, error: unknown): void {
  const explained = explain(asMissing(error), now());
  const failure = error instanceof Unreachable ? { ...explained, ...unreachablePage } : explained;
  if (error instanceof Unreachable) {
    const retry = (): void => void page.load();
    retries.set(page, retry);
    whenConnected(retry);
  }
  const isFilled = page.data.view.state === 'ready';
  page.setData(
    isFilled && failure.canRetry ? { 'view.stale': failure.what } : { view: { state: 'failed', ...failure } },
  );
}

/** A page that is asked for what cannot be the name of anything: whoever followed the link typed nothing wrong. */
const asMissing = (error: unknown): unknown =>
  error instanceof Refusal && error.code === 'INVALID_INPUT' ? new Refusal('NOT_FOUND', {}) : error;

function forget(page: Shown): void {
  const retry = retries.get(page);
  if (retry) noLongerWaiting(retry);
  retries.delete(page);
}
