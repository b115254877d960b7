import type { GatewayAction, WireFields } from '../gateway-action';
import { GatewayFailure } from '../gateway-failure';
import { textField } from '../wire-fields';

/** `callFunction`: another function runs for the same person, its result is JSON in a text. */
export const invokeFunction: GatewayAction = async ({ fields, parts, caller }) => {
  // The header X-TCB-Source that the SDK sends along says the same.
  const identity = { ...caller.identity, source: `${caller.identity.source},scf` };
  const result = await parts.invoke(textField(fields, 'function_name'), readEvent(fields), identity, caller);
  return { data: { response_data: result === undefined ? 'null' : JSON.stringify(result) } };
};

function readEvent(fields: WireFields): unknown {
  if (fields.request_data === undefined) return {};
  try {
    return JSON.parse(textField(fields, 'request_data')) as unknown;
  } catch {
    throw new GatewayFailure('INVALID_PARAM', 'request_data must be JSON');
  }
}
