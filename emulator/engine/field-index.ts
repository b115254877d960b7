import type { Document, DocumentId } from './document';
import { compareValues } from './bson-order';
import { compareKeys, keysOf, type DocumentKeys, type Key } from './index-keys';
import { partsOf } from './path';
import type { IndexSpec } from './schema';
import { SortedKeys, type Locate } from './sorted-keys';

/** One key of one document in an index. */
export interface Entry {
  readonly key: Key;
  readonly id: DocumentId;
}

/** A declared index over the committed documents of one collection, always in step with them. */
export class FieldIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly fields: readonly string[];
  readonly directions: readonly (1 | -1)[];
  /** Fields that lead through an array in some document, past or present. */
  readonly throughArray = new Set<number>();
  private readonly paths: readonly (readonly string[])[];
  private readonly roots: readonly string[];
  private readonly entries: SortedKeys<Entry>;

  constructor(spec: IndexSpec) {
    this.name = spec.name;
    this.unique = spec.unique ?? false;
    this.fields = spec.keys.map(([field]) => field);
    this.directions = spec.keys.map(([, direction]) => direction);
    this.paths = this.fields.map(partsOf);
    this.roots = this.paths.map((parts) => parts[0] ?? '');
    this.entries = new SortedKeys<Entry>(
      (a, b) => compareKeys(a.key, b.key, this.directions) || compareValues(a.id, b.id),
    );
  }

  /** The keys this document has, or would have; fails where it cannot be indexed. */
  keys(document: Document): DocumentKeys {
    return keysOf(document, this.paths);
  }

  /** False if the two versions of a document surely have the same keys: they share all indexed fields. */
  tells(before: Document | undefined, after: Document | undefined): boolean {
    if (before === undefined || after === undefined) return true;
    return this.roots.some((root) => before[root] !== after[root]);
  }

  /** Exchanges the keys of one version of a document for those of the next. */
  replace(before: Document | undefined, after: Document | undefined): void {
    if (!this.tells(before, after)) return;
    if (before !== undefined) for (const key of this.keys(before).keys) this.entries.remove({ key, id: before._id });
    if (after === undefined) return;
    const { keys, throughArray } = this.keys(after);
    for (const at of throughArray) this.throughArray.add(at);
    for (const key of keys) this.entries.add({ key, id: after._id });
  }

  /** The documents that have exactly this key. */
  *holders(key: Key): Generator<DocumentId> {
    for (const { id } of this.entries.rising((entry) => compareKeys(entry.key, key, this.directions))) yield id;
  }

  /** The entries of a range, in index order or backwards. */
  range(locate: Locate<Entry>, backwards: boolean): Generator<Entry> {
    return backwards ? this.entries.falling(locate) : this.entries.rising(locate);
  }

  /** The first entry of the range or beyond it. */
  firstFrom(locate: Locate<Entry>): Entry | undefined {
    return this.entries.firstFrom(locate);
  }
}
