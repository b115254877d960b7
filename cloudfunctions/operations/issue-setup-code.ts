import { demand, Failure } from '../domain/failure';
import { secretIdOf } from '../domain/ids';
import { derivedAgain } from '../domain/token';
import * as input from '../runtime/input';
import { current, operation, recall, remember } from '../runtime/operation';
import { Duplicate } from '../runtime/ports';
import { to } from '../runtime/terms';

/** Symbols of a set-up code: 80 bits, so that nobody finds one by trying. */
const SETUP_CODE_LENGTH = 16;

/** The operator makes a code that turns its finder into the owner. An unclaimed earlier one is dead with it. */
export const issueSetupCode = operation('issueSetupCode', {
  role: 'operator',
  input: input.object({ requestId: input.requestId, merchantId: input.id }),
  async run({ merchantId }, { database, now, request, config }) {
    const merchant = await database.get('merchants', merchantId);
    const known = merchant?.setUp?.id;
    const setupCode = derivedAgain(config.secrets, 'set-up code', request.key, SETUP_CODE_LENGTH, known);
    demand(merchant, 'NOT_FOUND');
    if (recall(merchant, request)) return { setupCode };
    const setUp = { id: secretIdOf('set-up code', setupCode), issuedAt: now, claimedBy: null };
    const unchanged = { _id: merchantId, [`requests.${request.key}`]: null };
    const issued = { setUp: to.be(setUp), ...remember(request, {}) };
    current(
      await database.change('merchants', unchanged, issued).catch((error: unknown) => {
        // The request's id is another merchant's: then this is another request.
        throw error instanceof Duplicate ? new Failure('REQUEST_ID_REUSED') : error;
      }),
    );
    return { setupCode };
  },
});
