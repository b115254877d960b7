/** Why a function gave no result, as the caller of `callFunction` reads it: `code` and `message` on the wire. */
export class InvocationFailure extends Error {
  constructor(
    readonly code: 'FUNCTION_NOT_FOUND' | 'FUNCTIONS_EXECUTE_FAIL',
    message: string,
  ) {
    super(message);
    this.name = 'InvocationFailure';
  }
}
