import type { Phone } from '../phone/phone';
import { Refused } from '../weixin/refused';
import { api, demandText } from './call';
import type { Family } from './family';

interface Keyed {
  readonly key: string;
  readonly data?: unknown;
}

/** All that one person's mini-program may keep (wx.setStorage, 2026-11-22: 10 MB, 1 MB for one key). */
const ALL_KILOBYTES_MAX = 10_240;
const KEY_CHARACTERS_MAX = 1_048_576;

/** `wx.setStorage` and its like, in the browser's storage under `phone:<openid>:`, so that phones share nothing. */
export function storage({ openid }: Pick<Phone, 'openid'>): Family {
  const prefix = `phone:${openid}:`;
  const keys = (): string[] =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const read = (key: string): string | null => localStorage.getItem(prefix + key);
  const write = (key: string, value: unknown): void => {
    const text = JSON.stringify({ value });
    if (text.length > KEY_CHARACTERS_MAX) throw new Refused('exceed storage item max length');
    localStorage.setItem(prefix + key, text);
  };
  const remove = (key: string): void => localStorage.removeItem(prefix + key);
  const clear = (): void => keys().forEach(remove);
  const summary = () => {
    const characters = keys().reduce((sum, key) => sum + key.length + (read(key)?.length ?? 0), 0);
    return { keys: keys(), currentSize: Math.ceil(characters / 1024), limitSize: ALL_KILOBYTES_MAX };
  };
  return {
    setStorageSync: write,
    getStorageSync: (key: string) => unpacked(read(key)) ?? '',
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: summary,
    setStorage: api<Keyed>('setStorage', (options) => write(demandText(options, 'key'), options.data)),
    getStorage: api<Keyed>('getStorage', (options) => {
      const text = read(demandText(options, 'key'));
      if (text === null) throw new Refused('data not found');
      return { data: unpacked(text) };
    }),
    removeStorage: api<Keyed>('removeStorage', (options) => remove(demandText(options, 'key'))),
    clearStorage: api('clearStorage', clear),
    getStorageInfo: api('getStorageInfo', summary),
  };
}

function unpacked(text: string | null): unknown {
  return text === null ? undefined : (JSON.parse(text) as { readonly value?: unknown }).value;
}
