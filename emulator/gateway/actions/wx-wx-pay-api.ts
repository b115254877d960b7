import { payCalls } from '../../pay/pay-calls';
import type { GatewayAction, WireFields } from '../gateway-action';
import { RawReply } from '../gateway-action';
import { GatewayFailure, notImplemented } from '../gateway-failure';
import { readPayAppid } from '../openapi-messages';
import { bytesField, textField } from '../wire-fields';

/**
 * `cloud.cloudPay.…`: WeChat Pay's own answer as JSON bytes (or a bill). A business refusal is an answer like any
 * other; the SDK puts `errCode: 0` over WeChat's `err_code`.
 */
export const wxWxPayApi: GatewayAction = ({ fields, parts, caller }) => {
  const name = textField(fields, 'apiName');
  const payCall = Object.hasOwn(payCalls, name) ? payCalls[name] : undefined;
  if (payCall === undefined) throw notImplemented(`cloudPay.${name}`);
  const { identity, functionName, apiAction } = caller;
  const appid = readAppid(fields) || identity.appid;
  const payCaller = { openid: identity.openid, appid, function: functionName, action: apiAction };
  const result = payCall(parts.pay, readArguments(fields), payCaller);
  return new RawReply(
    'application/octet-stream',
    Buffer.isBuffer(result) ? result : Buffer.from(JSON.stringify(result)),
  );
};

function readArguments(fields: WireFields): Record<string, unknown> {
  try {
    return JSON.parse(bytesField(fields, 'requestData').toString()) as Record<string, unknown>;
  } catch {
    throw new GatewayFailure('INVALID_PARAM', 'requestData must be JSON');
  }
}

/** The SDK sends no bytes here unless the program named another mini-program. */
function readAppid(fields: WireFields): string {
  return Buffer.isBuffer(fields.apiOptions) ? readPayAppid(fields.apiOptions) : '';
}
