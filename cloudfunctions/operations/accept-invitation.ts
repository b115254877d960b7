import { demand } from '../domain/failure';
import { personKeyOf, secretIdOf } from '../domain/ids';
import { newStaff, type Invitation, type Staff } from '../domain/merchant';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, type Context } from '../runtime/operation';
import { to } from '../runtime/terms';
import { rolesAt } from '../views/staff';

/**
 * A person takes the place that an invitation offers. It is for whoever comes first, once, within a day, and while the
 * shop is still the inviter's; the same person gets the same answer again, and what a crash cut short. Whoever was sent
 * away needs a new invitation.
 */
export const acceptInvitation = operation('acceptInvitation', {
  role: 'buyer',
  input: input.object({ invitation: input.text(40), nickname: input.text(40) }),
  gather: ({ invitation }, { merchantId, person }) => ({
    invitation: byId('invitations', secretIdOf('invitation', invitation)),
    staff: byId('staff', personKeyOf(merchantId, person)),
  }),
  async run({ nickname }, context) {
    const { caller, config, now, database, found, merchant, staff } = context;
    const { person } = caller;
    const [invitation] = found.invitation;
    demand(invitation?.merchantId === caller.merchantId, 'INVITATION_INVALID');
    const owner = merchant?.owner;
    // An owner has every right without it, and would keep some when the shop becomes another's.
    demand(owner !== person, 'INVITATION_INVALID');
    const { _id, acceptedBy, acceptedAt } = invitation;
    if (acceptedBy === null) {
      const { by = owner } = invitation;
      demand(now < invitation.expiresAt && by === owner, 'INVITATION_INVALID');
      const accepted = { acceptedBy: person, acceptedAt: now };
      current(await database.change('invitations', { _id, acceptedBy: null }, accepted));
    } else {
      const sentAwayAt = staff?.revokedAt ?? -1;
      demand(acceptedBy === person && (acceptedAt ?? 0) > sentAwayAt, 'INVITATION_INVALID');
    }
    const employed = await employ(context, invitation, nickname);
    return { roles: rolesAt({ merchant, staff: employed, person, operators: config.operators }, now) };
  },
});

/** Adds the invitation's grant to those that the person has, once: the invitation's id is the marker. */
async function employ(
  { caller, database, now, staff }: Pick<Context, 'caller' | 'database' | 'now' | 'staff'>,
  { _id: invitationId, grant }: Invitation,
  nickname: string,
): Promise<Staff> {
  const { merchantId, person } = caller;
  if (!staff) {
    const fresh = newStaff(personKeyOf(merchantId, person), merchantId, person, nickname, now);
    const employed = { ...fresh, grants: { [invitationId]: grant } };
    await database.insert('staff', [employed]);
    return employed;
  }
  if (staff.grants[invitationId]) return staff;
  // A revocation in the same moment wins: the request is judged again, after it.
  const unchanged = { _id: staff._id, revokedAt: staff.revokedAt };
  const changes = { nickname, [`grants.${invitationId}`]: to.be(grant) };
  current(await database.change('staff', unchanged, changes));
  return { ...staff, grants: { ...staff.grants, [invitationId]: grant } };
}
