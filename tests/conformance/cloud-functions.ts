import { InvocationFailure } from '../../emulator/runner/invocation-failure';
import type { Identity } from '../../emulator/runner/invocations';

/** The functions that the suite calls by name. Their results go through JSON, as those of real ones do. */
const named: Readonly<Record<string, (event: unknown, identity: Identity) => unknown>> = {
  echo: (event) => event,
  whoami: (event, identity) => identity,
  digits: () => '123',
  nothing: () => undefined,
  broken: () => {
    throw new InvocationFailure('FUNCTIONS_EXECUTE_FAIL', 'Error: out of paper');
  },
};

/** Runs one of the suite's functions. */
export function cloudFunctions(name: string, event: unknown, identity: Identity): Promise<unknown> {
  const main = named[name];
  if (main === undefined) {
    return Promise.reject(
      new InvocationFailure('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`),
    );
  }
  return new Promise((resolve) => {
    resolve(main(event, identity));
  });
}
