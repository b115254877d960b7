import type { GatewayAction } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { whenFree } from '../when-free';
import { collectionField, ejsonField } from '../wire-fields';

/** `update` (`merge`: an update document with operators) and `doc().set` (no `merge`: the whole document, upserted). */
export const modifyDocument: GatewayAction = async ({ fields, parts: { engine }, engineCall }) => {
  const collection = collectionField(fields);
  const filter = ejsonField(fields, 'query');
  const change = ejsonField(fields, 'data');
  const upsert = fields.upsert === true;
  if (fields.merge === true) {
    if (upsert) throw new GatewayFailure('INVALID_PARAM', 'upsert goes with a whole document, not with an update');
    const update = () => engine.update(collection, filter, change, fields.multi === true, engineCall);
    return { data: { updated: await whenFree(engine, update), upsert_id: null } };
  }
  const replace = () => engine.replace(collection, filter, change, upsert, engineCall);
  const { updated, upsertedId } = await whenFree(engine, replace);
  return { data: { updated, upsert_id: upsertedId } };
};
