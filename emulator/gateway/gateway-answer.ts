import { EngineFailure } from '../engine/failure';
import { InvocationFailure } from '../runner/invocation-failure';
import type { Reply } from './gateway-action';
import { RawReply } from './gateway-action';
import { GatewayFailure } from './gateway-failure';

/** What goes back to the SDK, always with status 200. */
export interface GatewayAnswer {
  readonly contentType: string;
  readonly body: Buffer | string;
}

/** A refusal on the wire. */
export interface WireFailure {
  readonly code: string;
  readonly message: string;
}

/** The SDK takes exactly this type for the gateway's own JSON, and any other for the bytes of openapi and cloudPay. */
const JSON_TYPE = 'application/json; charset=utf-8';

/** A success. Its JSON has no `code`, because the SDK takes any truthy one for a refusal, `SUCCESS` included. */
export function success(reply: Reply, requestId: string): GatewayAnswer {
  if (reply instanceof RawReply) return { contentType: reply.contentType, body: reply.body };
  return { contentType: JSON_TYPE, body: JSON.stringify({ requestId, ...reply }) };
}

/** A refusal: the same status as a success, told apart by `code`. */
export function refusal(failure: WireFailure, requestId: string): GatewayAnswer {
  return { contentType: JSON_TYPE, body: JSON.stringify({ ...failure, requestId }) };
}

/** What an error is on the wire. One that is no refusal is a mistake in the local cloud, told with its stack. */
export function wireFailure(error: unknown): WireFailure {
  if (error instanceof GatewayFailure || error instanceof EngineFailure || error instanceof InvocationFailure) {
    return { code: error.code, message: error.message };
  }
  return { code: 'SYS_ERR', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
