import type { DocumentId } from './document';

/** The gateway's code of a refusal, as wx-server-sdk 4.0.2 maps it (an unknown one becomes -501001). */
export type EngineCode =
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'DATABASE_TRANSACTION_BUSY'
  | 'INVALID_PARAM';

/** A document that an open transaction has written. */
export interface Held {
  readonly collection: string;
  readonly id: DocumentId;
}

/** A refusal as the gateway reports it: `{ code, message }` on the wire. */
export class EngineFailure extends Error {
  constructor(
    readonly code: EngineCode,
    message: string,
    /** Set when the same call may succeed later: wait for `engine.whenFree(held.collection, held.id)`. */
    readonly held?: Held,
  ) {
    super(message);
    this.name = 'EngineFailure';
  }
}

/** The request itself is wrong, or the database refuses it. */
export function refusal(message: string): EngineFailure {
  return new EngineFailure('DATABASE_REQUEST_FAILED', message);
}

/** Collections are never created by writing to them. Text as recorded from the cloud. */
export function missingCollection(name: string): EngineFailure {
  const text = `[ResourceNotFound] Db or Table not exist: ${name}. `;
  return new EngineFailure(
    'DATABASE_COLLECTION_NOT_EXIST',
    text + 'Please check your request, but if the problem persists, contact us.',
  );
}

/** Another document already has this key. Text as recorded from the cloud; applications look for `E11000`. */
export function duplicateKey(verb: 'Insert' | 'Update', collection: string, index: string, key: readonly unknown[]) {
  const shown = key.map((value) => `: ${shownValue(value)}`).join(', ');
  const cause = `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { ${shown} }`;
  const text =
    verb === 'Insert'
      ? `bulk write error: [{${cause}}]`
      : `multiple write errors: [{write errors: [{${cause}}]}, {<nil>}]`;
  return refusal(`[FailedOperation.${verb}] ${text}`);
}

function shownValue(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

/** Another transaction or a plain write got there first. Text as recorded from the cloud. */
export function transactionConflict(): EngineFailure {
  return new EngineFailure(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ' +
      'Please check your request, but if the problem persists, contact us.',
  );
}

/** Committed, aborted, dropped by a conflict, or older than 30 seconds. Text as in Tencent's own tests. */
export function missingTransaction(): EngineFailure {
  return new EngineFailure(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, ' +
      'transaction must be commit or abort in 30 seconds. ' +
      'Please check your request, but if the problem persists, contact us.',
  );
}

/** A plain write met a document that an open transaction has written: the cloud waits, so should the caller. */
export function transactionBusy(held: Held): EngineFailure {
  return new EngineFailure(
    'DATABASE_TRANSACTION_BUSY',
    '[ResourceUnavailable.TransactionBusy] Transaction is busy. ' +
      'Please check your request, but if the problem persists, contact us.',
    held,
  );
}
