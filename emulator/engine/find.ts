import type { Document } from './document';
import { project } from './projection';
import { select } from './select';
import type { Session } from './session';
import type { Sort } from './sort';
import { withServerDates } from './server-date';

/** Which documents are wanted, in which order, and which fields of them. */
export interface Find {
  readonly filter?: object;
  readonly sort?: Sort;
  readonly skip?: number;
  readonly limit?: number;
  readonly projection?: object;
}

/** The documents that match, without an order those of the index or the oldest first. */
export function find(session: Session, name: string, wanted: Find): Document[] {
  const collection = session.store.collection(name);
  const filter = withServerDates(wanted.filter ?? {}, session.now);
  return project(select(session, collection, { ...wanted, filter }, 'read'), wanted.projection) as Document[];
}
