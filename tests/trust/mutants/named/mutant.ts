/** Source text that occurs in a file exactly once, and what stands there instead. */
export interface Replacement {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** Tests of the battery: their file, and words that their names have. */
export type Tests = readonly [file: string, words: string];

/** A defect of the kind that shops like ours have shipped, planted in a source of ours. */
export interface NamedMutant extends Replacement {
  /** The defect, in the trade's words. */
  readonly name: string;
  /** What else makes the defect, where a second guard would prevent it. */
  readonly also?: readonly Replacement[];
  /** The tests that must fail, and that pass where nothing is planted. */
  readonly killedBy: Tests;
  /** What the failure must speak of: an invariant, where one notices. */
  readonly says?: string;
}
