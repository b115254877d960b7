/** What a long run has come to: how many cases, how many of them as they should, and in words what was not. */
export interface Outcome {
  readonly cases: number;
  readonly passed: number;
  readonly ms: number;
  readonly violations: readonly string[];
  /** What was measured on the way, in words. */
  readonly measured?: string;
}

/** Hears how far a long run is. */
export type Report = (done: number, of: number, what: string) => void;

/** For whom nobody waits. */
export const unheard: Report = () => undefined;
