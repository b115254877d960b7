import type { database } from 'wx-server-sdk';

type Typed = ReturnType<typeof database>;

/** A pipeline inside a look-up. */
export interface Pipeline {
  match(value: unknown): Pipeline;
  sort(value: unknown): Pipeline;
  limit(value: number): Pipeline;
  project(value: unknown): Pipeline;
  done(): unknown;
}

/** The database of wx-server-sdk 4.0.2, with what it has and its types leave out. */
export type DB = Typed & {
  readonly command: Typed['command'] & {
    readonly expr: (expression: unknown) => unknown;
    readonly aggregate: Typed['command']['aggregate'] & { readonly pipeline: () => Pipeline };
  };
};
