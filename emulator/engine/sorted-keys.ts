/** How many entries one run holds before it is split: an insertion moves at most this many. */
const RUN_ENTRIES_MAX = 512;

/** Says where an entry lies: negative before the wanted range, 0 in it, positive beyond it. */
export type Locate<T> = (entry: T) => number;

/**
 * Entries in order, in runs of bounded length, so that an insertion among 100,000 costs microseconds.
 * Ranges are given as a function that must not fall while the entries rise.
 */
export class SortedKeys<T> {
  private readonly runs: T[][] = [];

  constructor(private readonly compare: (a: T, b: T) => number) {}

  add(entry: T): void {
    const at = Math.min(
      this.firstRun((last) => this.compare(last, entry) >= 0),
      this.runs.length - 1,
    );
    const run = this.runs[at];
    if (run === undefined) {
      this.runs.push([entry]);
      return;
    }
    run.splice(
      firstIndex(run, (other) => this.compare(other, entry) >= 0),
      0,
      entry,
    );
    if (run.length > RUN_ENTRIES_MAX) this.runs.splice(at + 1, 0, run.splice(RUN_ENTRIES_MAX / 2));
  }

  remove(entry: T): void {
    const at = this.firstRun((last) => this.compare(last, entry) >= 0);
    const run = this.runs[at];
    if (run === undefined) return;
    const index = firstIndex(run, (other) => this.compare(other, entry) >= 0);
    const found = run[index];
    if (found === undefined || this.compare(found, entry) !== 0) return;
    run.splice(index, 1);
    if (run.length === 0) this.runs.splice(at, 1);
  }

  /** The first entry in the range or beyond it. */
  firstFrom(locate: Locate<T>): T | undefined {
    const run = this.runs[this.firstRun((last) => locate(last) >= 0)];
    return run?.[firstIndex(run, (entry) => locate(entry) >= 0)];
  }

  /** The entries of the range, rising. The keys must not change meanwhile. */
  *rising(locate: Locate<T>): Generator<T> {
    let at = this.firstRun((last) => locate(last) >= 0);
    let index = firstIndex(this.runs[at] ?? [], (entry) => locate(entry) >= 0);
    for (; at < this.runs.length; at++, index = 0) {
      for (const run = this.runs[at] ?? []; index < run.length; index++) {
        const entry = run[index] as T;
        if (locate(entry) > 0) return;
        yield entry;
      }
    }
  }

  /** The entries of the range, falling. */
  *falling(locate: Locate<T>): Generator<T> {
    let at = Math.min(
      this.firstRun((last) => locate(last) > 0),
      this.runs.length - 1,
    );
    let index = firstIndex(this.runs[at] ?? [], (entry) => locate(entry) > 0) - 1;
    for (; at >= 0; at--, index = (this.runs[at]?.length ?? 0) - 1) {
      for (const run = this.runs[at] ?? []; index >= 0; index--) {
        const entry = run[index] as T;
        if (locate(entry) < 0) return;
        yield entry;
      }
    }
  }

  private firstRun(reached: (last: T) => boolean): number {
    return firstIndex(this.runs, (run) => reached(run[run.length - 1] as T));
  }
}

/** The first index for which the test holds (it must hold for all after it), else the length. */
function firstIndex<T>(list: readonly T[], reached: (element: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
