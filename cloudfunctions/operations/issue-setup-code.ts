import { demand } from '../domain/failure';
import { secretIdOf } from '../domain/ids';
import { derivedSecret } from '../domain/token';
import * as input from '../runtime/input';
import { current, operation, recall, remember } from '../runtime/operation';
import { to } from '../runtime/terms';

/** Symbols of a set-up code: 80 bits, so that nobody finds one by trying. */
const SETUP_CODE_LENGTH = 16;

/** The operator makes a code that turns its finder into the owner. An unclaimed earlier one is dead with it. */
export const issueSetupCode = operation('issueSetupCode', {
  role: 'operator',
  input: input.object({ requestId: input.requestId, merchantId: input.id }),
  async run({ merchantId }, { database, now, request, config }) {
    const setupCode = derivedSecret(config.secrets[0], 'set-up code', request.key, SETUP_CODE_LENGTH);
    const merchant = await database.get('merchants', merchantId);
    demand(merchant, 'NOT_FOUND');
    if (recall(merchant, request)) return { setupCode };
    const setUp = { id: secretIdOf('set-up code', setupCode), issuedAt: now, claimedBy: null };
    const unchanged = { _id: merchantId, [`requests.${request.key}`]: null };
    current(await database.change('merchants', unchanged, { setUp: to.be(setUp), ...remember(request, {}) }));
    return { setupCode };
  },
});
