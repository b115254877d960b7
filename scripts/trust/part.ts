import type { Outcome, Report } from '../../simulation/outcome';

/** How much is tried. */
export interface Size {
  /** Single crashes; absent: all of them. */
  readonly crashes?: number;
  readonly pairs: number;
  readonly months: number;
  readonly twice: number;
  readonly inputs: number;
  readonly notices: number;
  readonly guessStepMs: number;
  readonly kills: number;
}

/** As much as two processors do in a quarter of an hour. */
export const some: Size = {
  ...{ crashes: 5000, pairs: 300, months: 2, twice: 10 },
  ...{ inputs: 20_000, notices: 2000, guessStepMs: 600_000, kills: 10 },
};
/** As much as they do in a night. */
export const night: Size = {
  ...{ pairs: 20_000, months: 20, twice: 200 },
  ...{ inputs: 1_000_000, notices: 100_000, guessStepMs: 10_000, kills: 100 },
};

/** One way to try what the shop's trust rests on. */
export interface Part {
  readonly name: string;
  /** What it tries, in a few words. */
  readonly says: string;
  /** Too long for a day, and at work on all processors: it runs when all others are over. */
  readonly isNightly?: true;
  readonly run: (report: Report, size: Size, seed: number) => Promise<Outcome>;
}
