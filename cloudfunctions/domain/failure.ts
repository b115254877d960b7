import type { ErrorCode } from '../../typings/error';

/**
 * A refusal that the caller is told: a code of the contract, with what helps to act on it. Anything else thrown is a
 * bug.
 */
export class Failure extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail?: unknown,
  ) {
    super(code);
  }
}

/** Refuses unless the condition holds. */
export function demand(condition: unknown, code: ErrorCode, detail?: unknown): asserts condition {
  if (!condition) throw new Failure(code, detail);
}
