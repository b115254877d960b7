import type { GatewayAction } from '../gateway-action';
import { collectionField, ejsonObject, textsField } from '../wire-fields';
import { whenFree } from '../when-free';

/** `collection.add`: one document or several, in order, up to the first that a unique index refuses. */
export const insertDocument: GatewayAction = async ({ fields, parts, engineCall }) => {
  const collection = collectionField(fields);
  const documents = textsField(fields, 'data').map((text) => ejsonObject(text, 'data'));
  const insertedIds = await whenFree(parts.engine, () => parts.engine.insert(collection, documents, engineCall));
  return { data: { insertedIds } };
};
