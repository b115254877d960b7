import type { WireFields } from './gateway-action';
import { GatewayFailure } from './gateway-failure';
import { readMultipart } from './multipart';
import { textField } from './wire-fields';

/** One request of wx-server-sdk, from any transport. */
export interface GatewayRequest {
  readonly contentType: string;
  readonly body: Buffer;
}

/** What a request says, whichever way it was written. */
export interface WireRequest {
  readonly action: string;
  /** Stands for the running invocation that makes the call; empty when the SDK knows none. */
  readonly token: string;
  readonly fields: WireFields;
}

/** Reads a request: multipart for wx.openApi and wx.wxPayApi, JSON for all others. Refuses what is neither. */
export async function readRequest(request: GatewayRequest): Promise<WireRequest> {
  const fields = await readFields(request);
  const token = fields.wxCloudApiToken;
  return { action: textField(fields, 'action'), token: typeof token === 'string' ? token : '', fields };
}

async function readFields({ contentType, body }: GatewayRequest): Promise<WireFields> {
  try {
    if (contentType.startsWith('multipart/form-data')) return await readMultipart(contentType, body);
    const fields: unknown = JSON.parse(body.toString());
    if (typeof fields === 'object' && fields !== null) return fields as WireFields;
  } catch {
    // Falls through: both formats are refused in the same words.
  }
  throw new GatewayFailure('INVALID_PARAM', 'the body must be JSON or multipart/form-data');
}
