import { demand } from '../domain/failure';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, merchantOf, operation } from '../runtime/operation';
import { to } from '../runtime/terms';

/**
 * The owner sends somebody away: every role he was given ends, and the invitations that he has taken are dead. It
 * counts for somebody without a role, too: he may be taking one at this moment.
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
    const { grants, revokedAt } = target;
    // A try so slow that he was sent away after it began: whatever he has been given since is his.
    const isOvertaken = revokedAt !== null && revokedAt > now;
    const isGone = revokedAt === now && Object.keys(grants).length === 0;
    if (isOvertaken || isGone) return { staffId };
    const asSeen = { _id: staffId, revokedAt };
    current(await database.change('staff', asSeen, { grants: to.be({}), revokedAt: now }));
    return { staffId };
  },
});
