import protobuf from 'protobufjs';

/** Field numbers as in wx-server-sdk 4.0.2, src/protobuf/openapi.js; only messages that the gateway reads or writes. */
const { root } = protobuf.parse(
  `
  syntax = "proto3";
  message KeyValuePair { string key = 1; bytes value = 2; string contenttype = 3; string filename = 4; }
  message OpenapiData { repeated KeyValuePair pairs = 1; }
  message SvrkitData { string apiName = 1; bytes reqData = 2; }
  message CommApiData { int32 apiType = 1; OpenapiData openapiData = 2; SvrkitData svrkitData = 4; string appid = 6; }
  message CommOpenApiResp {
    bytes respData = 1;
    string contentType = 2;
    int32 errorCode = 3;
    uint32 httpCode = 4;
    int32 svrkitErrorCode = 6;
  }
  message ApiOptions { string appid = 1; }
  `,
  { keepCase: true },
);

/** The kinds of `wx.openApi` requests; only the first is a call that a program names itself. */
export const apiTypes = { openapi: 0, inner: 1, svrkit: 2, token: 3 } as const;

/** One argument of an openapi call: JSON text, or the bytes of a file. */
export interface OpenapiArgument {
  readonly key: string;
  readonly value: Buffer;
}

/** What `cloud.openapi` and its relatives put into `requestData`. */
export interface OpenapiRequest {
  readonly apiType: number;
  readonly appid: string;
  readonly openapiData: { readonly pairs: readonly OpenapiArgument[] } | null;
}

/** What the SDK unpacks from the answer; `errorCode` other than 0 makes it reject with that number. */
export interface OpenapiResponse {
  readonly respData: Buffer;
  readonly contentType: string;
  readonly errorCode?: number;
}

/** Reads `requestData` of `wx.openApi`; throws when the bytes are no such message. */
export function readOpenapiRequest(bytes: Buffer): OpenapiRequest {
  const type = root.lookupType('CommApiData');
  return type.toObject(type.decode(bytes), { defaults: true, bytes: Buffer, arrays: true }) as OpenapiRequest;
}

/** Writes the body of a `wx.openApi` answer. */
export function writeOpenapiResponse(response: OpenapiResponse): Buffer {
  const type = root.lookupType('CommOpenApiResp');
  return Buffer.from(type.encode(type.create({ httpCode: 200, ...response })).finish());
}

/** The appid of `cloud.cloudPay({ appid })`, or an empty string: the caller's own. */
export function readPayAppid(bytes: Buffer): string {
  const type = root.lookupType('ApiOptions');
  return (type.toObject(type.decode(bytes), { defaults: true }) as { readonly appid: string }).appid;
}
