import { openapiCalls } from '../../wechat/openapi-calls';
import type { ActionCall, GatewayAction, Reply } from '../gateway-action';
import { RawReply } from '../gateway-action';
import { GatewayFailure, notImplemented } from '../gateway-failure';
import type { OpenapiArgument, OpenapiRequest, OpenapiResponse } from '../openapi-messages';
import { apiTypes, readOpenapiRequest, writeOpenapiResponse } from '../openapi-messages';
import { bytesField, textField } from '../wire-fields';

/** "function has no permission to call this API": its config.json does not list the name. */
export const NO_PERMISSION = -604101;

/** `cloud.openapi.…`: one of WeChat's services, in protobuf. getOpenData and its like come as other types. */
export const wxOpenApi: GatewayAction = (call) => {
  const name = textField(call.fields, 'apiName');
  const { apiType, openapiData } = readRequest(bytesField(call.fields, 'requestData'));
  if (apiType !== apiTypes.openapi) throw notImplemented(name);
  const openapiCall = Object.hasOwn(openapiCalls, name) ? openapiCalls[name] : undefined;
  if (openapiCall === undefined) throw notImplemented(`openapi.${name}`);
  if (!isPermitted(call, name)) return answer({ respData: Buffer.alloc(0), contentType: '', errorCode: NO_PERMISSION });

  const args = Object.fromEntries((openapiData?.pairs ?? []).map(readArgument));
  const result = openapiCall(call.parts.wechat, args, call.caller.identity);
  if ('bytes' in result) return answer({ respData: result.bytes, contentType: result.contentType });
  return answer({ respData: Buffer.from(JSON.stringify(result.json)), contentType: 'application/json' });
};

/** Whether the config.json of the calling function lists this openapi name. */
export function isPermitted({ parts, caller }: ActionCall, name: string): boolean {
  return parts.permissions(caller.functionName).includes(name);
}

function readRequest(bytes: Buffer): OpenapiRequest {
  try {
    return readOpenapiRequest(bytes);
  } catch {
    throw new GatewayFailure('INVALID_PARAM', 'requestData is no message of wx.openApi');
  }
}

/** Files come as their bytes, everything else as JSON; the SDK does not say which. */
function readArgument({ key, value }: OpenapiArgument): [key: string, value: unknown] {
  try {
    return [key, JSON.parse(value.toString()) as unknown];
  } catch {
    return [key, value];
  }
}

function answer(response: OpenapiResponse): Reply {
  return new RawReply('application/octet-stream', writeOpenapiResponse(response));
}
