import type { Call } from '../engine/engine';
import type { Invocation } from '../runner/invocations';
import type { CloudParts } from './cloud-parts';

/** The fields of a request as they came over the wire: JSON values, or the parts of a multipart body. */
export type WireFields = Readonly<Record<string, unknown>>;

/** What one action gets to work with. */
export interface ActionCall {
  readonly fields: WireFields;
  readonly caller: Invocation;
  readonly parts: CloudParts;
  /** To be handed to the engine with every operation: the transaction, and where traces go. */
  readonly engineCall: Call;
}

/** An answer that is not JSON of the gateway's own, such as the picture of an openapi call. */
export class RawReply {
  constructor(
    readonly contentType: string,
    readonly body: Buffer,
  ) {}
}

/** What an action answers: the fields beside `requestId`, or a body of its own. Never a field named `code`. */
export type Reply = Readonly<Record<string, unknown>> | RawReply;

/** One action of the wire. Refusals are thrown. */
export type GatewayAction = (call: ActionCall) => Reply | Promise<Reply>;
