import { callerOfCall, openWorld } from '../adapters/world';
import { operations } from '../operations/operations';
import { dispatch } from '../runtime/dispatch';

/** Every call of a client: `{ action, input }` → `{ ok, data | error, now }`. */
export const main = (event: unknown) => dispatch(operations, event, callerOfCall(), openWorld());
