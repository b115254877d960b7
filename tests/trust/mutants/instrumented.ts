/** What Stryker's instrumented code reads and counts (instrumenter 9.6.1, measured 2026-11-22). */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> } | undefined;
}

/** How often each mutant is reached, by its id. */
export type Hits = Record<string, number>;

/** What Stryker's instrumented code and whoever runs it tell each other. */
export const instrumented: Instrumented = ((globalThis as { __stryker__?: Instrumented }).__stryker__ ??= {});
