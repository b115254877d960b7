import type { GroupView } from '../../typings/group';
import { demand } from '../domain/failure';
import { fillableSeats } from '../domain/group';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { is, to } from '../runtime/terms';
import { issueGroup } from '../trade/issue';
import { groupView } from '../views/group';

/** The most people of a group. */
const SEATS_MAX = 500;

/**
 * A manager pays for missing seats of a group in which at least two people have paid (商家补位): nobody gets an order,
 * a voucher or a commission for them. Where none is missing any more the group has formed, and all vouchers are issued.
 */
export const fillSeats = operation('fillSeats', {
  role: 'manager',
  remembers: 'groups',
  input: input.object({ requestId: input.requestId, groupId: input.id, seats: input.whole(1, SEATS_MAX) }),
  gather: ({ groupId }, { merchantId }) => ({
    group: byId('groups', groupId),
    deal: named('deals', 'group.dealId'),
    stores: by('stores', 'merchantId', merchantId),
  }),
  async run({ seats }, context) {
    const { caller, database, found, now, request } = context;
    const [group] = found.group;
    demand(group?.merchantId === caller.merchantId, 'NOT_FOUND');
    demand(seats <= fillableSeats(group, now), 'SEATS_NOT_FILLABLE');
    const { _id, left, missing, filled } = group;
    const filling = { left: left - seats, missing: missing - seats, filled: filled + seats };
    const forms = filling.missing === 0;
    // Due at once: a timer has cards in chats told, and finishes the issue where a crash cut it short.
    const after = { ...filling, dueAt: now, ...(forms ? ({ status: 'formed', formedAt: now } as const) : {}) };
    const beside = { deal: found.deal[0], stores: found.stores };
    const view = unnamed(groupView({ ...group, ...after }, beside, caller.person, now));
    const asSeen = { _id, status: 'open', left, missing, filled, expiresAt: is.above(now) };
    const fill = { [`fills.${request.key}`]: to.be({ n: seats, at: now, by: caller.person }) };
    current(await database.change('groups', asSeen, { ...after, ...fill, ...remember(request, view) }));
    if (forms) await issueGroup(database, { ...group, ...after }, now);
    return view;
  },
});

/** The answer is remembered with the group: a member who asks to be forgotten must not be named in it. */
const unnamed = (view: GroupView): GroupView => ({
  ...view,
  members: view.members.map((member) => ({ ...member, nickname: '' })),
});
