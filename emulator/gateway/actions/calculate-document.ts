import type { GatewayAction } from '../gateway-action';
import { collectionField, ejsonField } from '../wire-fields';

/** `count`: how many documents match. */
export const calculateDocument: GatewayAction = ({ fields, parts, engineCall }) => {
  const total = parts.engine.count(collectionField(fields), ejsonField(fields, 'query'), engineCall);
  return { data: { total } };
};
