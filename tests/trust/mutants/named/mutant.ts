/** A defect of the kind that shops like ours have shipped, planted in a source of ours. */
export interface NamedMutant {
  /** The defect, in the trade's words. */
  readonly name: string;
  readonly file: string;
  /** Source text that occurs in the file exactly once, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
  /** The tests of the battery that must fail: their file, and words that their names have. */
  readonly killedBy: readonly [file: string, words: string];
  /** What the failure must speak of: an invariant, where one notices. */
  readonly says?: string;
}
