import type { World } from '../runtime/operation';
import type { CollectionName, Collections } from '../runtime/ports';
import { is } from '../runtime/terms';

/** Documents that one page of a timer takes, and pages of most runs: what is left over is due in the next run. */
export const PAGE_SIZE = 50;
export const PAGES_PER_RUN_MAX = 10;

/** The field that tells a timer when a document wants it, by timer. */
type DueField = 'closeAt' | 'deliverAt' | 'settleAt' | 'dueAt';

/** Takes what is due, the longest overdue first, page by page. With nothing due it is one call that reads one index. */
export async function eachPage<C extends CollectionName>(
  { database, now }: World,
  collection: C,
  field: DueField,
  tend: (documents: readonly Collections[C][]) => Promise<unknown>,
  pagesMax = PAGES_PER_RUN_MAX,
): Promise<void> {
  for (let page = 0; page < pagesMax; page += 1) {
    const due = await database.list(collection, { [field]: is.atMost(now) }, { sort: [[field, 1]], limit: PAGE_SIZE });
    if (due.length > 0) await tend(due);
    if (due.length < PAGE_SIZE) return;
  }
}

/** Tends each document; one that fails is reported and left for the next run, the others go on. Gives those left. */
export async function eachOne<T extends { readonly _id: string }>(
  world: World,
  documents: readonly T[],
  tend: (document: T) => Promise<unknown>,
): Promise<readonly T[]> {
  const failed: T[] = [];
  for (const document of documents) {
    try {
      await tend(document);
    } catch (error) {
      world.report('a timer could not tend a document', { id: document._id, error: String(error) });
      failed.push(document);
    }
  }
  return failed;
}
