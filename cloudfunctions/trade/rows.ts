import type { World } from '../runtime/operation';
import { Duplicate, type Collections } from '../runtime/ports';
import { is } from '../runtime/terms';

/** Rows of one insert: an answer of the cloud lists at most 1,000. */
export const ROWS_MAX = 500;

/** How often rows are looked at again because another run adds some of them at the same time. */
const ROUNDS_MAX = 8;

/** Adds the rows that are not there yet, and gives them. What another run adds meanwhile says the same. */
export async function insertMissing<C extends 'transfers' | 'redemptions' | 'leaders' | 'messages'>(
  { database }: World,
  collection: C,
  rows: readonly Collections[C][],
): Promise<Collections[C][]> {
  const inserted: Collections[C][] = [];
  await eachPart(rows, async (part) => {
    const ids = part.map((row) => row._id);
    const there = await database.list(collection, { _id: is.oneOf(ids) }, { limit: ids.length });
    const known = new Set(there.map((row) => row._id));
    const missing = part.filter((row) => !known.has(row._id));
    await database.insert(collection, missing);
    inserted.push(...missing);
  });
  return inserted;
}

/** Writes rows part by part; a part of which another run has added some meanwhile is written again. */
export async function eachPart<T>(rows: readonly T[], write: (part: readonly T[]) => Promise<void>): Promise<void> {
  for (let from = 0, round = 1; from < rows.length;) {
    try {
      await write(rows.slice(from, from + ROWS_MAX));
      from += ROWS_MAX;
      round = 1;
    } catch (error) {
      if (!(error instanceof Duplicate) || round === ROUNDS_MAX) throw error;
      round += 1;
    }
  }
}
