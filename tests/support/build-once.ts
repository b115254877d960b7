import { build } from '../../scripts/build';

/** The part of jest's configuration that is read here: which files were asked for. */
interface Asked {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
}

/**
 * What many tests run is what is deployed: before the first test, dist/ is brought up to date. Whoever runs chosen
 * tests may do so while a cloud function is half written; the whole suite may not.
 */
export default async function buildOnce({ testPathPatterns }: Asked): Promise<void> {
  try {
    await build();
  } catch (error) {
    if (testPathPatterns.patterns.length === 0) throw error;
    console.error('\ndist/ could not be built, see above: tests of the built functions run on the last build.');
  }
}
