import type { JournalEntry, SetDataDetail } from './journal';
import type { Phone } from './phone';

/** What tests and the desk find at `window.__phone`. */
export interface TestWindow {
  readonly journal: readonly JournalEntry[];
  /** The first page, or WeChat's chat, is there. */
  readonly ready: boolean;
  /** The stack from the bottom up. */
  pages(): { readonly route: string; readonly query: Readonly<Record<string, string>> }[];
  setNetwork(isOnline: boolean): void;
  /** Every `setData` of pages and own components so far. */
  readonly setData: readonly (SetDataDetail & { readonly at: number })[];
}

declare global {
  interface Window {
    __phone?: TestWindow;
  }
}

/** Opens `window.__phone`; the result says that the phone is ready, also as `<html data-ready>`. */
export function openTestWindow(phone: Phone): () => void {
  let ready = false;
  window.__phone = {
    journal: phone.journal.entries,
    get ready() {
      return ready;
    },
    pages: () => phone.pages.all().map(({ route, query }) => ({ route, query })),
    setNetwork: (isOnline) => phone.network.setOnline(isOnline),
    get setData() {
      const entries = phone.journal.entries.filter(({ kind }) => kind === 'setData');
      return entries.map(({ at, detail }) => ({ ...(detail as SetDataDetail), at }));
    },
  };
  return () => {
    ready = true;
    document.documentElement.dataset['ready'] = '';
  };
}
