import { expect, test } from '@jest/globals';

import { NOON } from '../views/documents-for-tests';
import {
  consentKeyOf,
  INVITATION_MS,
  LOCK_MS,
  newStaff,
  positionAt,
  UNKNOWN_CODES_WINDOW_MS,
  type Grant,
  type Merchant,
} from './merchant';
import { DAY_MS, MINUTE_MS } from './time';

const clerk = (storeIds: readonly string[], until: number | null = null): Grant => ({ role: 'clerk', storeIds, until });
const manager = (until: number | null = null): Grant => ({ role: 'manager', storeIds: [], until });
const staff = (...grants: readonly Grant[]) => ({
  ...newStaff('P1', 'M1', 'li', '小李', NOON),
  grants: Object.fromEntries(grants.map((grant, i) => [`I${String(i)}`, grant])),
});
const shop = { owner: 'wang' } as Merchant;

test.each([
  ['who owns the shop', 'wang', staff(clerk(['S1'])), { role: 'owner' }],
  ['a manager, also by a clerk’s place beside', 'li', staff(clerk(['S1']), manager()), { role: 'manager' }],
  ['a clerk of all stores that he was given', 'li', staff(clerk(['S1']), clerk(['S2', 'S1'])), clerkOf('S1', 'S2')],
  ['a clerk to the last moment of his shift', 'li', staff(clerk(['S1'], NOON + 1)), clerkOf('S1')],
  ['nobody when it is over', 'li', staff(clerk(['S1'], NOON)), undefined],
  ['a clerk when he is manager no more', 'li', staff(manager(NOON), clerk(['S1'])), clerkOf('S1')],
  ['nobody without a place', 'li', staff(), undefined],
  ['nobody whom the shop does not know', 'li', undefined, undefined],
])('positionAt: %s', (_, person, known, position) => {
  expect(positionAt(shop, known, person, NOON)).toEqual(position);
});

function clerkOf(...storeIds: readonly string[]) {
  return { role: 'clerk', storeIds };
}

test('newStaff: somebody with nothing typed wrong and no place yet', () => {
  expect(newStaff('P1', 'M1', 'li', '小李', NOON)).toEqual({
    ...{ _id: 'P1', merchantId: 'M1', person: 'li', nickname: '小李', grants: {}, revokedAt: null },
    ...{ createdAt: NOON, attemptSeq: 0, unknownAt: [], lockedUntil: 0 },
  });
});

test('the name of a template is the key of a map', () => {
  expect(consentKeyOf('demo-group-result')).toBe('demo_group_result');
});

test('an invitation lasts a day; ten wrong codes in ten minutes lock for a quarter of an hour', () => {
  expect([INVITATION_MS / DAY_MS, UNKNOWN_CODES_WINDOW_MS / MINUTE_MS, LOCK_MS / MINUTE_MS]).toEqual([1, 10, 15]);
});
