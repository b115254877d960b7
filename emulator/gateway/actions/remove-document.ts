import type { GatewayAction } from '../gateway-action';
import { whenFree } from '../when-free';
import { collectionField, ejsonField } from '../wire-fields';

/** `remove` of one document or of all that match; without a query, of all. */
export const removeDocument: GatewayAction = async ({ fields, parts, engineCall }) => {
  const collection = collectionField(fields);
  const filter = ejsonField(fields, 'query');
  const remove = () => parts.engine.remove(collection, filter, fields.multi === true, engineCall);
  return { data: { deleted: await whenFree(parts.engine, remove) } };
};
