import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { to } from '../runtime/terms';

/**
 * The owner sends somebody away: every role he was given ends, and the invitations that he has taken are dead. Also who
 * has no role now: he may be taking one at this moment.
 */
export const revokeStaff = operation('revokeStaff', {
  role: 'owner',
  input: input.object({ staffId: input.id }),
  gather: ({ staffId }) => ({ target: byId('staff', staffId) }),
  async run({ staffId }, context) {
    const { caller, now, database, found } = context;
    const [target] = found.target;
    demand(target?.merchantId === caller.merchantId, 'NOT_FOUND');
    // Who owns the shop is the operator's to change, by a new set-up code.
    demand(target.person !== merchantOf(context).owner, 'INVALID_INPUT', { field: 'staffId' });
    await database.change('staff', { _id: staffId }, { grants: to.be({}), revokedAt: now });
    return { staffId };
  },
});
