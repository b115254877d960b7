import type { Find } from '../../engine/engine';
import { writeEjson } from '../ejson';
import type { GatewayAction, WireFields } from '../gateway-action';
import { collectionField, countField, ejsonField } from '../wire-fields';

/** What a query gives when it names no limit; wx-server-sdk 4.0.2 always names one. */
const DOCUMENTS_DEFAULT = 100;
/** More than this the cloud does not give in one answer. */
const DOCUMENTS_MAX = 1000;

/** `doc().get()` and `where().get()`: the documents that match, in order, as texts. */
export const getDocument: GatewayAction = ({ fields, parts, engineCall }) => {
  const documents = parts.engine.find(collectionField(fields), readFind(fields), engineCall);
  return { data: { list: documents.map(writeEjson) } };
};

function readFind(fields: WireFields): Find {
  return {
    filter: ejsonField(fields, 'query'),
    sort: Object.entries(ejsonField(fields, 'order')).map(([field, direction]) => [field, direction === -1 ? -1 : 1]),
    skip: countField(fields, 'offset'),
    limit: Math.min(countField(fields, 'limit') ?? DOCUMENTS_DEFAULT, DOCUMENTS_MAX),
    projection: fields.projection === undefined ? undefined : ejsonField(fields, 'projection'),
  };
}
