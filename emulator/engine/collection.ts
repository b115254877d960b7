import type { Document, DocumentId } from './document';
import { FieldIndex } from './field-index';
import type { IndexSpec } from './schema';

/** The committed documents of one collection and the indexes over them. */
export class Collection {
  readonly documents = new Map<DocumentId, Document>();
  readonly indexes: FieldIndex[] = [new FieldIndex({ name: '_id_', keys: [['_id', 1]], unique: true })];

  constructor(readonly name: string) {}

  /** Adds an index over what is there; one that exists by this name stays as it is. */
  declareIndex(spec: IndexSpec): void {
    if (this.indexes.some((index) => index.name === spec.name)) return;
    const index = new FieldIndex(spec);
    for (const document of this.documents.values()) index.replace(undefined, document);
    this.indexes.push(index);
  }

  /** Puts the next version of a document in the place of the last; undefined removes it. Checks nothing. */
  put(id: DocumentId, document: Document | undefined): void {
    const before = this.documents.get(id);
    for (const index of this.indexes) index.replace(before, document);
    if (document === undefined) this.documents.delete(id);
    else this.documents.set(id, document);
  }
}
