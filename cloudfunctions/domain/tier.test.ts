import { describe, expect, test } from '@jest/globals';
import { aDeal, aGroup, anOrder, aSeat, GROUP, NOON, ORDER } from '../views/documents-for-tests';
import { attachOf, parseAttach } from './attach';
import type { DealRules } from './deal';
import { formedAtOf, groupStatusAt, type Group } from './group';
import { orderAt } from './order-at';
import { refundFen } from './order-money';
import { missingToForm, priceBelowPaid, TIER, tierReached, tierRefund } from './tier';
import { endOfDay } from './time';

const tiers = [
  { size: 2, priceFen: 3000 },
  { size: 4, priceFen: 2500 },
  { size: 6, priceFen: 2000 },
];
const { rules: share } = aDeal();
const tiered: DealRules = { ...share, mode: 'tiered', tiers };
const END = NOON + 1000;

/** A tiered group of six in which so many have paid. */
const groupOf = (people: number, changes: Partial<Group> = {}): Group =>
  aGroup({ rules: tiered, size: 6, missing: 6 - people, left: 6 - people, ...changes });

describe('a tiered group', () => {
  test.each([
    { people: 1, tier: undefined, toForm: 1, below: undefined, atEnd: 'failed' },
    { people: 2, tier: 3000, toForm: 0, below: undefined, atEnd: 'formed' },
    { people: 3, tier: 3000, toForm: 0, below: undefined, atEnd: 'formed' },
    { people: 4, tier: 2500, toForm: 0, below: 2500, atEnd: 'formed' },
    { people: 5, tier: 2500, toForm: 0, below: 2500, atEnd: 'formed' },
    { people: 6, tier: 2000, toForm: 0, below: 2000, atEnd: 'formed' },
  ])('of $people people has reached $tier, and is $atEnd at its end', ({ people, tier, toForm, below, atEnd }) => {
    const group = groupOf(people);
    expect(tierReached(group)?.priceFen).toBe(tier);
    expect(missingToForm(group)).toBe(toForm);
    expect(priceBelowPaid(tiered, people)).toBe(below);
    expect([END - 1, END, END + 1].map((now) => groupStatusAt(group, now))).toEqual(['open', atEnd, atEnd]);
  });

  test('whose next member is paying has not ended, and has formed at its end, whoever looks when', () => {
    expect(groupStatusAt(groupOf(4, { held: 1 }), END + 1)).toBe('open');
    expect(formedAtOf(groupOf(4), END - 1)).toBeUndefined();
    expect(formedAtOf(groupOf(4), END + 5)).toBe(END);
    expect(formedAtOf(groupOf(6, { status: 'formed', formedAt: NOON + 5 }), END + 5)).toBe(NOON + 5);
    expect(formedAtOf(groupOf(1), END + 5)).toBeUndefined();
  });
});

describe('a tiered group that ends with the last day of its vouchers', () => {
  const midnight = endOfDay('2026-11-22');
  const rules: DealRules = { ...tiered, validity: { untilDay: '2026-11-22' } };
  const lastDay = (people: number, expiresAt = midnight): Group => groupOf(people, { rules, expiresAt });

  test('does not form at its end, however many it has: its vouchers would be worth nothing', () => {
    expect([midnight - 1, midnight].map((now) => groupStatusAt(lastDay(5), now))).toEqual(['open', 'failed']);
    expect([2, 5].map((people) => missingToForm(lastDay(people)))).toEqual([4, 1]);
    expect([2, 5].map((people) => tierReached(lastDay(people)))).toEqual([undefined, undefined]);
    expect(formedAtOf(lastDay(5), midnight)).toBeUndefined();
  });

  test('forms once it is full, in its last tier', () => {
    const full = lastDay(6);
    expect([missingToForm(full), tierReached(full)?.priceFen]).toEqual([0, 2000]);
  });

  test('forms as any other where it ends a moment before them', () => {
    expect(groupStatusAt(lastDay(2, midnight - 1), midnight)).toBe('formed');
    expect([missingToForm(lastDay(2, midnight - 1)), tierReached(lastDay(2, midnight - 1))?.priceFen]).toEqual([
      0, 3000,
    ]);
  });
});

test('tiers are a tiered group’s alone: another has none, needs all of its people, and fails without one', () => {
  const group = aGroup({ rules: { ...share, tiers } });
  expect(tierReached(group)).toBeUndefined();
  expect(missingToForm(group)).toBe(1);
  expect(priceBelowPaid({ mode: 'share', tiers }, 6)).toBeUndefined();
  expect(groupStatusAt(group, END)).toBe('failed');
});

test('of a draft whose tiers are not written yet no group forms before it is full', () => {
  const { tiers: _none, ...unwritten } = tiered;
  const group = groupOf(5, { rules: unwritten });
  expect([tierReached(group), priceBelowPaid(unwritten, 5), missingToForm(group)]).toEqual([undefined, undefined, 1]);
  expect(missingToForm(groupOf(5, { rules: { ...tiered, tiers: [] } }))).toBe(1);
});

test('the difference goes back by nobody’s wish, of no voucher or stock, and its sum follows from the group', () => {
  expect(tierRefund(NOON)).toEqual({
    ...{ kind: 'tier', reason: 'tier_difference', by: null, at: NOON, amountFen: null, took: [], restock: 0 },
    ...{ status: 'pending', nextAt: NOON, tries: 0 },
  });
});

describe('an order of a tiered group', () => {
  const paid = anOrder({
    ...{ rules: tiered, status: 'paid', issuedAt: null, quantity: 3, priceFen: 3000, amountFen: 9000, buy: 'join' },
  });
  const seats = { [ORDER]: aSeat('ming', { leads: true }) };

  test('is paid until its end, and then issued at the price that was reached, its difference on the way', () => {
    const group = groupOf(4, { seats });
    expect(orderAt(paid, group, END - 1)).toBe(paid);
    const order = orderAt(paid, group, END);
    expect(order).toMatchObject({ status: 'issued', issuedAt: END, tierPriceFen: 2500 });
    expect(Object.keys(order.refunds)).toEqual([TIER]);
    expect(Object.values(order.refunds).map((refund) => refundFen(order, refund))).toEqual([1500]);
  });

  test('has no difference in the first tier, and all of it back below', () => {
    expect(orderAt(paid, groupOf(3, { seats }), END)).toMatchObject({ status: 'issued', refunds: {} });
    expect(orderAt(paid, groupOf(3, { seats }), END)).not.toHaveProperty('tierPriceFen');
    const order = orderAt(paid, groupOf(1, { seats }), END);
    expect(order.status).toBe('refunding');
    expect(Object.values(order.refunds).map((refund) => refundFen(order, refund))).toEqual([9000]);
  });
});

describe('what WeChat echoes', () => {
  const order = { buy: 'join', groupId: GROUP, rules: tiered } as const;
  const untilDay: DealRules = { ...tiered, validity: { untilDay: '2026-12-31' } };
  const small = { ...tiered, tiers: [{ size: 2, priceFen: 3000 }] };

  test.each([
    [order, `join.${GROUP}.d30.r.t2000`],
    [{ ...order, buy: 'open' }, `open.${GROUP}.d30.r`],
    [{ ...order, rules: untilDay }, `join.${GROUP}.u2026-12-31.r.t2000`],
    [{ ...order, rules: { ...share, tiers } }, `join.${GROUP}.d30.r`],
    [{ ...order, rules: small }, `join.${GROUP}.d30.r`],
    [{ ...order, buy: 'alone', groupId: null }, 'alone..d30.r'],
  ] as const)('%# is %s', (of, text) => {
    expect(attachOf(of)).toBe(text);
    expect(text.length).toBeLessThanOrEqual(127);
    const read = parseAttach(text);
    expect(read).toMatchObject({ buy: of.buy, groupId: of.groupId, validity: of.rules.validity });
    expect(read?.topTierPriceFen).toBe(text.includes('.t') ? 2000 : undefined);
  });

  test.each(['', 'join', `join.${GROUP}.d30.r.t`, `join.${GROUP}.d30.r.t-1`, `join.${GROUP}.d30.r.t1.t1`, 'x..d1.r'])(
    '%p is none of ours',
    (text) => {
      expect(parseAttach(text)).toBeUndefined();
    },
  );
});
