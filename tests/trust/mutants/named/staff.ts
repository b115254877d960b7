import type { NamedMutant } from './mutant';

const REVOKE = 'cloudfunctions/operations/revoke-staff.ts';
const SAVE_DEAL = 'cloudfunctions/operations/save-deal.ts';
const AT_ONCE = 'cloudfunctions/operations/first-come.test.ts';

/** Defects of who works in a shop, and of what is written there twice at once. */
export const staffMutants: readonly NamedMutant[] = [
  {
    name: 'a slow revocation takes what was given after a later one',
    file: REVOKE,
    find: 'isOvertaken || isGone',
    replace: 'isGone',
    killedBy: [AT_ONCE, 'does not send away who was employed anew'],
  },
  {
    name: 'a slow revocation dates a later one back',
    file: REVOKE,
    find: 'const asSeen = { _id: staffId, revokedAt };',
    replace: 'const asSeen = { _id: staffId };',
    killedBy: [AT_ONCE, 'does not date a later one back'],
  },
  {
    name: 'who has no role cannot be sent away, and takes one meanwhile',
    file: REVOKE,
    find: 'current(await database.change(',
    replace: 'if (Object.keys(grants).length > 0) current(await database.change(',
    killedBy: ['tests/story/people.test.ts', 'while he takes another place has neither'],
  },
  {
    name: 'an invitation comes back after its revocation',
    file: 'cloudfunctions/operations/accept-invitation.ts',
    find: 'const unchanged = { _id: staff._id, revokedAt: staff.revokedAt };',
    replace: 'const unchanged = { _id: staff._id };',
    killedBy: [AT_ONCE, 'sent away in the same moment'],
  },
  {
    name: 'a change of a deal is remembered as often as it is tapped',
    file: SAVE_DEAL,
    find: 'const once = { ...unchanged, [`requests.${request.key}`]: null };',
    replace: 'const once = unchanged;',
    killedBy: ['simulation/merchant-races.test.ts', 'with the rules that it has'],
  },
  {
    name: 'a card shared while its group forms goes on saying that people are wanted',
    file: 'cloudfunctions/operations/get-share-card.ts',
    find: 'const asSeen = { _id: groupId, status: group.status, missing: group.missing };',
    replace: 'const asSeen = { _id: groupId };',
    killedBy: [AT_ONCE, 'a card made while its group forms'],
  },
  {
    name: 'nobody in the calling mini-program is somebody by his name in another',
    file: 'cloudfunctions/adapters/world.ts',
    find: 'FROM_APPID ? [FROM_OPENID, FROM_APPID] : [OPENID, APPID]',
    replace: '[FROM_OPENID ?? OPENID, FROM_APPID ?? APPID]',
    killedBy: ['tests/trust/callers.test.ts', 'who calls is who WeChat says'],
  },
];
