import { openapiCalls } from '../../wechat/openapi-calls';
import type { GatewayAction, WireFields } from '../gateway-action';
import { GatewayFailure, notImplemented } from '../gateway-failure';
import { textField } from '../wire-fields';
import { isPermitted, NO_PERMISSION } from './wx-open-api';

/** `cloud.callOpenAPI`, the older door to the same services: JSON in a text, and JSON in a text back. */
export const wxApi: GatewayAction = (call) => {
  const name = textField(call.fields, 'apiName');
  const openapiCall = Object.hasOwn(openapiCalls, name) ? openapiCalls[name] : undefined;
  if (openapiCall === undefined) throw notImplemented(`openapi.${name}`);
  if (!isPermitted(call, name)) {
    return reply({ errcode: NO_PERMISSION, errmsg: 'function has no permission to call this API' });
  }
  const result = openapiCall(call.parts.wechat, readArguments(call.fields), call.caller.identity);
  if ('bytes' in result) throw notImplemented(`callOpenAPI of ${name}, which answers with bytes,`);
  return reply(result.json);
};

function readArguments(fields: WireFields): Record<string, unknown> {
  try {
    return JSON.parse(textField(fields, 'requestData') || '{}') as Record<string, unknown>;
  } catch {
    throw new GatewayFailure('INVALID_PARAM', 'requestData must be JSON');
  }
}

function reply(response: Record<string, unknown>): { data: { responseData: string } } {
  return { data: { responseData: JSON.stringify(response) } };
}
