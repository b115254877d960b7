import type { GatewayAction } from '../gateway-action';
import { textField } from '../wire-fields';

/** Ends a transaction as if it had never been; refused when it is gone already, which the SDK swallows. */
export const abortTransaction: GatewayAction = ({ fields, parts }) => {
  parts.engine.abort(textField(fields, 'transactionId'));
  return {};
};
