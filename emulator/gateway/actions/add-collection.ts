import type { GatewayAction } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { isHidden, textField } from '../wire-fields';

/** `createCollection`: the only way to a new collection; no write makes one. */
export const addCollection: GatewayAction = ({ fields, parts }) => {
  const name = textField(fields, 'collectionName');
  if (isHidden(name)) throw new GatewayFailure('DATABASE_PERMISSION_DENIED', `${name} is a name of the local cloud`);
  parts.engine.createCollection(name);
  return {};
};
