/** What a journal entry is about; `missing` is a part of WeChat that the app used and the preview lacks. */
export type JournalKind =
  'call' | 'page' | 'payment' | 'share' | 'notice' | 'missing' | 'error' | 'warning' | 'setData';

/** One notable thing that happened in a phone; `at` is epoch ms of the browser. */
export interface JournalEntry {
  readonly at: number;
  readonly kind: JournalKind;
  readonly title: string;
  readonly detail?: unknown;
}

/** The detail of a `setData` entry: what one update carried, of which page or component, and whether it was hidden. */
export interface SetDataDetail {
  readonly route: string;
  readonly component: string;
  readonly bytes: number;
  readonly keys: readonly string[];
  readonly hidden: boolean;
}

/** What happened in one phone, oldest first. Each entry is also posted to the window around the phone. */
export interface Journal {
  readonly entries: readonly JournalEntry[];
  add(kind: JournalKind, title: string, detail?: unknown): void;
}

/** The message that a phone posts to the window around it for each entry. */
export interface JournalMessage {
  readonly preview: 'journal';
  readonly openid: string;
  readonly entry: JournalEntry;
}

/** Starts an empty journal for the phone of `openid`. */
export function openJournal(openid: string): Journal {
  const entries: JournalEntry[] = [];
  return {
    entries,
    add(kind, title, detail) {
      const entry: JournalEntry = {
        at: Date.now(),
        kind,
        title,
        ...(detail === undefined ? {} : { detail: plain(detail) }),
      };
      entries.push(entry);
      if (window.parent !== window) {
        const message: JournalMessage = { preview: 'journal', openid, entry };
        window.parent.postMessage(message, window.location.origin);
      }
    },
  };
}

/** A copy that can be posted and does not change afterwards; an error becomes its text. */
function plain(detail: unknown): unknown {
  if (detail instanceof Error) return { message: detail.message, stack: detail.stack ?? '' };
  try {
    return JSON.parse(JSON.stringify(detail)) as unknown;
  } catch {
    return String(detail);
  }
}
