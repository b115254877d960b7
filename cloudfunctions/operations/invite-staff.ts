import { demand } from '../domain/failure';
import { secretIdOf } from '../domain/ids';
import { INVITATION_MS } from '../domain/merchant';
import { derivedAgain } from '../domain/token';
import { by } from '../runtime/find';
import * as input from '../runtime/input';
import { operation, recall, remembering } from '../runtime/operation';

/** Symbols of an invitation: 100 bits, so that nobody finds one by trying. */
const INVITATION_LENGTH = 20;

/**
 * The owner invites a person to work here, by a secret that one person can accept once, within a day. The secret is not
 * stored: it follows from the request, and a retry makes it again.
 */
export const inviteStaff = operation('inviteStaff', {
  role: 'owner',
  input: input
    .object({
      requestId: input.requestId,
      role: input.oneOf(['clerk', 'manager']),
      storeIds: input.array(input.id).check(input.most(200)),
      roleUntil: input.optional(input.instant),
    })
    .check(
      input.constrained(({ role, storeIds }) => role === 'manager' || storeIds.length > 0, { path: ['storeIds'] }),
    ),
  gather: (_, { merchantId }, request) => ({
    stores: by('stores', 'merchantId', merchantId),
    earlier: by('invitations', 'requestKeys', request.key),
  }),
  async run({ role, storeIds, roleUntil = null }, { caller, config, now, database, found, request }) {
    const [earlier] = found.earlier;
    const invitation = derivedAgain(config.secrets, 'invitation', request.key, INVITATION_LENGTH, earlier?._id);
    if (recall(earlier, request)) return { invitation };
    demand(roleUntil === null || now < roleUntil, 'INVALID_INPUT', { field: 'roleUntil' });
    const known = found.stores.map((store) => store._id);
    demand(
      storeIds.every((storeId) => known.includes(storeId)),
      'NOT_FOUND',
    );
    const id = secretIdOf('invitation', invitation);
    await database.insert('invitations', [
      {
        ...{ _id: id, merchantId: caller.merchantId, grant: { role, storeIds, until: roleUntil } },
        ...{ by: caller.person, expiresAt: now + INVITATION_MS, acceptedBy: null, acceptedAt: null },
        ...remembering(id, request, {}),
      },
    ]);
    return { invitation };
  },
});
