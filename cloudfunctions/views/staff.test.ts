import { expect, test } from '@jest/globals';
import type { Grant } from '../domain/merchant';
import { aMerchant, aStaff, NOON } from './documents-for-tests';
import { rolesAt, staffRow } from './staff';

const clerk = (storeIds: readonly string[], until: number | null = null): Grant => ({ role: 'clerk', storeIds, until });
const manager: Grant = { role: 'manager', storeIds: [], until: NOON + 10 };

test.each([
  ['a stranger', 'x', {}, NOON, ['buyer']],
  ['a clerk', 'li', { A: clerk(['S1']) }, NOON, ['buyer', 'clerk']],
  ['a clerk in the last millisecond of the shift', 'li', { A: clerk(['S1'], NOON + 1) }, NOON, ['buyer', 'clerk']],
  ['a clerk after the shift', 'li', { A: clerk(['S1'], NOON) }, NOON, ['buyer']],
  ['a clerk who became manager', 'li', { A: clerk(['S1']), B: manager }, NOON, ['buyer', 'clerk', 'manager']],
  ['the owner', 'wang', {}, NOON, ['buyer', 'owner']],
  ['the operator', 'root', {}, NOON, ['buyer', 'operator']],
])('roles of %s', (_, person, grants, now, roles) => {
  const staff = aStaff(person, grants);
  expect(rolesAt({ merchant: aMerchant(), staff, person, operators: ['root'] }, now)).toEqual(roles);
});

test.each([
  ['a clerk has the stores of all invitations', { A: clerk(['S1']), B: clerk(['S2', 'S1']) }, ['S1', 'S2'], undefined],
  ['a shift ends', { A: clerk(['S1'], NOON + 5), B: clerk(['S2'], NOON + 9) }, ['S1', 'S2'], NOON + 9],
  [
    'a shift beside a place without end does not',
    { A: clerk(['S1'], NOON + 5), B: clerk(['S2']) },
    ['S1', 'S2'],
    undefined,
  ],
  ['a manager has every store', { A: manager, B: clerk(['S1']) }, ['S1', 'S2', 'S3'], NOON + 10],
])('a row of staff: %s', (_, grants, storeIds, roleUntil) => {
  const row = staffRow(aStaff('li', grants), aMerchant(), ['S1', 'S2', 'S3'], NOON);
  expect([row?.storeIds, row?.roleUntil]).toEqual([storeIds, roleUntil]);
  expect(row).not.toHaveProperty('person');
});

test('a row of staff: whoever was sent away has none, the owner has one without any grant', () => {
  expect(staffRow(aStaff('li', {}), aMerchant(), [], NOON)).toBeUndefined();
  expect(staffRow(aStaff('wang', {}), aMerchant(), ['S1'], NOON)).toMatchObject({ role: 'owner', storeIds: ['S1'] });
});
