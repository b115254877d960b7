import { expect, test } from '@jest/globals';
import { rulesOf } from '../domain/deal';
import { aDeal, aGroup, aSeat, NOON, ORDER } from './documents-for-tests';
import { groupView, shareCard } from './group';

const JOINER = 'C'.repeat(20);
const joined = { [JOINER]: aSeat('hong', { paidAt: NOON - 1 }), [ORDER]: aSeat('ming', { leads: true }) };

test('a group shows who has paid, the leader first, and who of them is looking', () => {
  const view = groupView(
    aGroup({ left: 0, missing: 0, seats: joined, status: 'formed', formedAt: NOON }),
    'hong',
    NOON,
  );
  expect(view.members).toEqual([
    { nickname: 'ming先生', isLeader: true, isYou: false },
    { nickname: 'hong先生', isLeader: false, isYou: true },
  ]);
  expect(view).toMatchObject({ status: 'formed', formedAt: NOON, seatsLeft: 0, yourOrderId: JOINER });
});

test('a seat that is being paid has no name, but its holder finds his order', () => {
  const seat = aSeat('hong', { paidAt: undefined });
  const group = aGroup({ left: 0, held: 1, seats: { [ORDER]: aSeat('ming'), [JOINER]: seat } });
  expect(groupView(group, 'hong', NOON)).toMatchObject({
    members: [{ isYou: false }],
    yourOrderId: JOINER,
    seatsHeld: 1,
  });
  expect(groupView(group, 'else', NOON)).not.toHaveProperty('yourOrderId');
  expect(groupView(group, 'hong', NOON + 1000).status).toBe('open');
});

test.each([
  [1, undefined],
  [2, 900],
  [4, 900],
  [5, 700],
])('a tiered group of %i paid people has reached %p', (people, priceFen) => {
  const tiers = [
    { size: 2, priceFen: 900 },
    { size: 5, priceFen: 700 },
  ];
  const rules = rulesOf({ ...aDeal().rules, stock: 1, mode: 'tiered', tiers });
  expect(groupView(aGroup({ rules, size: 5, missing: 5 - people }), 'x', NOON).tierPriceFen).toBe(priceFen);
});

test.each([
  ['says how many are missing', aGroup({ size: 3, missing: 2 }), NOON, '还差2人成团：双人火锅', '1', '3'],
  ['asks for nobody once it has failed', aGroup(), NOON + 1000, '双人火锅', '1', '2'],
  [
    'counts seats that the merchant filled',
    aGroup({ size: 4, missing: 1, filled: 1 }),
    NOON,
    '还差1人成团：双人火锅',
    '3',
    '4',
  ],
])('a share card %s', (_, group, now, title, members, room) => {
  expect(shareCard(group, now)).toMatchObject({
    title,
    parameters: [
      { name: 'member_count', value: members },
      { name: 'room_limit', value: room },
    ],
  });
});
