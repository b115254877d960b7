/** What one operation read or wrote, for call logs, for the index rule and for skipping idle timers. */
export interface Trace {
  readonly collection: string;
  readonly kind: 'read' | 'write';
  /** Documents looked at, and how many of them were meant. */
  readonly examined: number;
  readonly matched: number;
  /** The index that was used; none: a scan. */
  readonly index?: string;
  /**
   * Set when the read was exactly one index range with an upper bound: the bound, and the least key that the index has
   * in the range or beyond it whenever it is asked.
   */
  readonly range?: { readonly bound: number; readonly leastKey: () => number | undefined } | undefined;
}
