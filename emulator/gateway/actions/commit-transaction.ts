import type { GatewayAction } from '../gateway-action';
import { textField } from '../wire-fields';

/** Ends a transaction: everything that it wrote becomes visible at once, or a conflict is reported. */
export const commitTransaction: GatewayAction = ({ fields, parts }) => {
  parts.engine.commit(textField(fields, 'transactionId'));
  return {};
};
