import { explain } from '../presenters/failure';
import { now } from './clock';
import type { Shown } from './show';

/** What of a page's view is a list that goes on: rows under the list's name, and where the next ones are. */
interface Growing {
  readonly cursor?: string;
  readonly [list: string]: unknown;
}

const growing = new WeakSet<Shown>();

/**
 * Adds the next rows to a list of the page, piece by piece. Without a next page it does nothing; where it fails, what
 * is shown stays, and the end of the list may be reached again.
 */
export async function showMore(page: Shown, list: string, read: (cursor: string) => Promise<object>): Promise<void> {
  const { cursor, state } = page.data.view as Growing & { readonly state: string };
  if (state !== 'ready' || !cursor || growing.has(page)) return;
  growing.add(page);
  try {
    const more = (await read(cursor)) as Growing;
    const view = page.data.view as Growing;
    if (view.cursor !== cursor) return;
    const from = (view[list] as readonly unknown[]).length;
    const added = (more[list] as readonly unknown[]).map((row, i) => [`view.${list}[${String(from + i)}]`, row]);
    page.setData({ ...(Object.fromEntries(added) as object), 'view.cursor': more.cursor ?? '' });
  } catch (error) {
    void wx.showToast({ title: explain(error, now()).what, icon: 'none' });
  } finally {
    growing.delete(page);
  }
}
