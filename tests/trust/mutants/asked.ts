import { basename } from 'node:path';

import { cases } from './suite';

/** Ends the id of a test that passes only after those before it in its file. */
export const AFTER_OTHERS = ' (after those before it)';

/** So many stories are asked that do not name the action of the mutant's file: some, spread over all of them. */
const STORIES_MAX = 10;

/** What any test costs beside what it does: the quickest are not asked first for their speed alone. */
const COST_MS = 20;

/** How long a test takes that nobody has timed here. */
const UNTIMED_MS = 1000;

/** Which tests are asked about a mutant, and in which order: those that notice most for their time come first. */
export class Asked {
  readonly #kills = new Map<string, number>();
  readonly #ms = new Map<string, number>();

  /** A test that noticed nothing has taken so long. */
  timed(id: string, ms: number): void {
    this.#ms.set(id, ms);
  }

  /** A test has noticed a mutant. */
  noticed(id: string): void {
    this.#kills.set(id, (this.#kills.get(id) ?? 0) + 1);
  }

  /** Of tests that reach a mutant in a file: all quick ones, all that name its action, and some of the others. */
  of(ids: readonly string[], fileName: string): string[] {
    const near = namesOf(fileName);
    const isSure = (id: string): boolean => isQuick(id) || near.has(id.replace(AFTER_OTHERS, ''));
    const others = this.#inOrder(ids.filter((id) => !isSure(id)));
    const step = Math.max(1, others.length / STORIES_MAX);
    const some = others.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
    return [...this.#inOrder(ids.filter(isSure)), ...some];
  }

  #inOrder(ids: readonly string[]): string[] {
    const worth = (id: string): number =>
      ((this.#kills.get(id) ?? 0) + 1) / ((this.#ms.get(id) ?? UNTIMED_MS) + COST_MS);
    return [...ids].sort((a, b) => worth(b) - worth(a));
  }
}

/** A test beside a rule that calls it, and no cloud. */
const isQuick = (id: string): boolean => /^cloudfunctions\/(?!audit|trade|timers|operations)/.test(id);

/** The tests that name the action of a file: `createOrder` of `operations/create-order.ts`. */
function namesOf(fileName: string): ReadonlySet<string> {
  if (!fileName.includes('/operations/')) return new Set();
  const action = basename(fileName, '.ts').replace(/-(\w)/g, (_, first: string) => first.toUpperCase());
  const names = new RegExp(`\\b${action}\\b`);
  return new Set(cases().flatMap(({ id, text }) => (names.test(id) || names.test(text) ? [id] : [])));
}
