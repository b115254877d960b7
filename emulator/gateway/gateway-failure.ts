/** The codes by which the gateway itself refuses; the SDK turns one that it does not know into -501001. */
export type GatewayCode =
  | 'INVALID_PARAM'
  | 'INVALID_REQUEST_SOURCE'
  | 'DATABASE_PERMISSION_DENIED'
  | 'EXCEED_REQUEST_LIMIT'
  | 'NOT_IMPLEMENTED';

/** A refusal of the gateway itself, before any other part was asked. */
export class GatewayFailure extends Error {
  constructor(
    readonly code: GatewayCode,
    message: string,
  ) {
    super(message);
  }
}

/** Says by name what the local cloud does not have, instead of pretending. */
export function notImplemented(name: string): GatewayFailure {
  return new GatewayFailure('NOT_IMPLEMENTED', `${name} is not implemented by the local cloud`);
}
