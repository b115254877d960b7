import type { Collection } from './collection';
import type { Document, DocumentId } from './document';
import { refusal } from './failure';
import { compileFilter } from './match';
import { planFor, type Plan } from './plan';
import { overlayOf, type Session } from './session';
import { sorted, type Sort } from './sort';
import type { Test } from './value-tests';

/** So many documents may be looked at without an index where scans are refused. */
const SCAN_DOCUMENTS_MAX = 100;

/** Which documents are wanted. */
export interface Wanted {
  readonly filter: object;
  readonly sort?: Sort;
  readonly skip?: number;
  readonly limit?: number;
}

/** Finds the documents that the session sees, by the best index, and reports how. */
export function select(session: Session, collection: Collection, wanted: Wanted, kind: 'read' | 'write'): Document[] {
  const sort = wanted.sort ?? [];
  const test = compileFilter(wanted.filter);
  const plan = planFor(wanted.filter, sort, collection.indexes);
  const overlay = overlayOf(session, collection);
  const inOrder = sort.length === 0 || (plan.ordered && overlay.size === 0);
  const skip = wanted.skip ?? 0;
  const end = skip + (wanted.limit ?? Infinity);
  const reading: Reading = { session, collection, wanted, test, plan, found: [], examined: 0 };
  readOverlay(reading, overlay);
  if (end > 0) readCommitted(reading, overlay, inOrder ? end : Infinity);
  const documents = (inOrder ? reading.found : sorted(reading.found, sort)).slice(skip, end);
  const range = overlay.size === 0 ? plan.range?.() : undefined;
  session.trace({
    collection: collection.name,
    kind,
    examined: reading.examined,
    matched: documents.length,
    ...(plan.index === undefined ? {} : { index: plan.index }),
    ...(range === undefined ? {} : { range }),
  });
  return documents;
}

interface Reading {
  readonly session: Session;
  readonly collection: Collection;
  readonly wanted: Wanted;
  readonly test: Test;
  readonly plan: Plan;
  readonly found: Document[];
  examined: number;
}

function readOverlay(reading: Reading, overlay: ReadonlyMap<DocumentId, Document | undefined>): void {
  for (const document of overlay.values()) if (document !== undefined) examine(reading, document);
}

function readCommitted(reading: Reading, overlay: ReadonlyMap<DocumentId, unknown>, enough: number): void {
  const { collection, plan, found } = reading;
  const seen = new Set<DocumentId>();
  for (const id of plan.ids?.() ?? collection.documents.keys()) {
    if (found.length >= enough) return;
    const document = collection.documents.get(id);
    if (document === undefined || overlay.has(id) || (plan.bounded && seen.has(id))) continue;
    if (plan.bounded) seen.add(id);
    examine(reading, document);
  }
}

function examine(reading: Reading, document: Document): void {
  const { session, plan, found, test } = reading;
  reading.examined += 1;
  if (test(document)) found.push(document);
  if (plan.bounded || !session.refuseScans) return;
  const idle = plan.ordered ? reading.examined - found.length : reading.examined;
  if (idle > SCAN_DOCUMENTS_MAX) throw scanRefusal(reading);
}

function scanRefusal({ collection, wanted }: Reading): Error {
  const sort = wanted.sort === undefined ? '' : ` sorted by ${JSON.stringify(wanted.sort)}`;
  const query = `${collection.name} ${JSON.stringify(wanted.filter)}${sort}`;
  return refusal(`no index for ${query}: it would look at more than ${SCAN_DOCUMENTS_MAX.toString()} documents`);
}
