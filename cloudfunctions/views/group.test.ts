import { expect, test } from '@jest/globals';
import { rulesOf } from '../domain/deal';
import { dealDetail } from './deal';
import { aDeal, aGroup, aSeat, aStore, NOON, ORDER } from './documents-for-tests';
import { groupView, shareCard } from './group';

const JOINER = 'C'.repeat(20);
const nothing = { deal: undefined, stores: [] };
const joined = { [JOINER]: aSeat('hong', { paidAt: NOON - 1 }), [ORDER]: aSeat('ming', { leads: true }) };

test('a group shows who has paid, the leader first, and who of them is looking', () => {
  const view = groupView(
    aGroup({ left: 0, missing: 0, seats: joined, status: 'formed', formedAt: NOON }),
    nothing,
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
  expect(groupView(group, nothing, 'hong', NOON)).toMatchObject({
    members: [{ isYou: false }],
    yourOrderId: JOINER,
    seatsHeld: 1,
  });
  expect(groupView(group, nothing, 'else', NOON)).not.toHaveProperty('yourOrderId');
  expect(groupView(group, nothing, 'else', NOON)).not.toHaveProperty('yourSeat');
  expect(groupView(group, nothing, 'hong', NOON + 1000).status).toBe('open');
});

test.each([
  ['held, and by when to pay', aSeat('hong', { paidAt: undefined, q: 2 }), ['held', 2, NOON + 1]],
  ['paid', aSeat('hong', { q: 3 }), ['paid', 3, undefined]],
])('the caller’s seat is %s', (_, seat, expected) => {
  const view = groupView(aGroup({ seats: { [JOINER]: seat } }), nothing, 'hong', NOON);
  expect([view.yourSeat, view.quantityYou, view.payBy]).toEqual(expected);
});

test('a group says what it was opened with, and until when one can join', () => {
  const deal = aDeal({ title: '改名了', groupPriceFen: 9000 }, { version: 2 });
  const rules = { ...aGroup().rules, excludedDays: ['2026-12-24'], excludedWeekdays: [7] };
  const view = groupView(aGroup({ rules, expiresAt: NOON + 90_000 }), { deal, stores: [aStore('S1')] }, 'x', NOON);
  expect(view).toMatchObject({
    ...{ version: 1, dealTitle: '双人火锅', mode: 'share', groupPriceFen: 10_000, alonePriceFen: 15_000 },
    ...{ refund: { anytime: true, onExpiry: true, restock: false }, unitsPerOrderMax: 5, usesPerVoucher: 3 },
    ...{ joinableUntil: NOON + 30_000, stores: [{ storeId: 'S1', name: 'S1', address: '路1号' }] },
    ...{ validity: { days: 30 }, excludedDays: ['2026-12-24'], excludedWeekdays: [7] },
    refundAfterUses: [10_000, 6666, 3333, 0],
  });
  expect(view).not.toHaveProperty('commission');
});

test.each([
  ['in a commission group', 'commission', { kind: 'percent', value: 10 }],
  ['in no other, whatever was written', 'share', undefined],
] as const)('a group and its deal say what a leader earns: %s', (_, mode, commission) => {
  const rules = { ...aDeal().rules, mode, commission: { kind: 'percent', value: 10 } } as const;
  expect(groupView(aGroup({ rules }), nothing, 'x', NOON).commission).toEqual(commission);
  const beside = { stores: [], groups: [], mine: [], service: { hours: '' } };
  expect(dealDetail(aDeal(rules), beside, NOON).commission).toEqual(commission);
});

test.each([
  ['can be opened while the deal is on sale', aDeal(), ['published', 7, true]],
  ['cannot where nothing is left', aDeal({}, { free: 0 }), ['published', 0, false]],
  ['cannot where the deal has left the shelf', aDeal({}, { status: 'unpublished' }), ['unpublished', 7, false]],
  ['cannot once the sale is over', aDeal({ saleEndsAt: NOON }), ['published', 7, false]],
  ['cannot where the deal is sold alone only now', aDeal({ mode: 'alone' }), ['published', 7, false]],
])('another group %s', (_, deal, expected) => {
  const view = groupView(aGroup(), { deal, stores: [] }, 'x', NOON);
  expect([view.dealStatus, view.stock, view.canOpenAnother]).toEqual(expected);
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
  expect(groupView(aGroup({ rules, size: 5, missing: 5 - people }), nothing, 'x', NOON).tierPriceFen).toBe(priceFen);
});

test.each([
  ['open, everyone pays', NOON, [1000, 500, 0]],
  ['over, it is worth', NOON + 1000, [900, 450, 0]],
])('a times card of a tiered group comes back by the price that, once the group is %s', (_, now, after) => {
  const tiers = [
    { size: 2, priceFen: 1000 },
    { size: 3, priceFen: 900 },
    { size: 5, priceFen: 700 },
  ];
  const rules = rulesOf({ ...aDeal().rules, stock: 1, mode: 'tiered', tiers, usesPerVoucher: 2 });
  expect(groupView(aGroup({ rules, size: 5, missing: 2 }), nothing, 'x', now).refundAfterUses).toEqual(after);
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
