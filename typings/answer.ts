import type { ErrorCode } from './error';

/**
 * What every call of the function `api` answers. `now` is the server's clock (epoch ms): a phone's own may be wrong.
 */
export type Answer<Data> =
  | { readonly ok: true; readonly data: Data; readonly now: number }
  | { readonly ok: false; readonly error: ErrorCode; readonly detail?: unknown; readonly now: number };

/** A page of a list, newest first; without a cursor it is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

/** Where a list goes on, and how many rows it gives (20 unless said, at most 100). */
export interface PageInput {
  readonly cursor?: string;
  readonly limit?: number;
}

/** An action without input, or without anything to answer. */
export type Nothing = Readonly<Record<string, never>>;
