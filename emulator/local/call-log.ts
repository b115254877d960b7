import type { GatewayCall } from '../gateway/cloud-parts';

const ROWS_MAX = 100_000;

/** How often one function made one kind of call for one action. */
export interface CallTotal extends Pick<GatewayCall, 'function' | 'action' | 'apiAction' | 'collection'> {
  count: number;
}

/** Every gateway call since the last reset: all of them counted, the newest kept with what they read and wrote. */
export class CallLog {
  readonly #listeners = new Set<(call: GatewayCall) => void>();
  #rows: GatewayCall[] = [];
  #count = 0;
  #totals = new Map<string, CallTotal>();

  add(call: GatewayCall): void {
    this.#count += 1;
    this.#rows.push(call);
    if (this.#rows.length > 2 * ROWS_MAX) this.#rows = this.#rows.slice(-ROWS_MAX);
    this.#addToTotals(call);
    for (const listener of this.#listeners) listener(call);
  }

  /** Shows every call from now on to the listener, until the answer is called. */
  watch(listener: (call: GatewayCall) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  read(): { count: number; totals: CallTotal[]; calls: GatewayCall[] } {
    return { count: this.#count, totals: [...this.#totals.values()], calls: this.#rows.slice(-ROWS_MAX) };
  }

  reset(): void {
    this.#rows = [];
    this.#count = 0;
    this.#totals = new Map();
  }

  #addToTotals({ function: name, action, apiAction, collection }: GatewayCall): void {
    const key = JSON.stringify([name, action, apiAction, collection]);
    const total = this.#totals.get(key) ?? { function: name, action, apiAction, collection, count: 0 };
    total.count += 1;
    this.#totals.set(key, total);
  }
}
