import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commissionsOf } from '../domain/commission';
import { transfersOf, type Account, type Transfer } from '../domain/ledger';
import type { Order } from '../domain/order';
import { DAY_MS, MINUTE_MS } from '../domain/time';
import { sum } from '../domain/worth';
import { NOON } from '../views/documents-for-tests';
import { happen, issuedOn, type Step, type Terms } from './fixtures/history';
import { sameRow } from './invariant';
import { holdingsBy, holdingsOf, leaderShare, notBack } from './money';

/** More than in the everyday suite: `RUNS=100000 npm test -- audit/histories`. */
const RUNS = Number(process.env.RUNS ?? 300);

const terms: fc.Arbitrary<Terms> = fc.record({
  quantity: fc.integer({ min: 1, max: 4 }),
  uses: fc.integer({ min: 1, max: 5 }),
  priceFen: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 100_000 })),
  mode: fc.constantFrom('alone', 'tiered', 'percent', 'fixed'),
  part: fc.integer({ min: 0, max: 100 }),
  onExpiry: fc.boolean(),
  days: fc.constantFrom(1, 5, 30),
});

const kinds = ['redeem', 'redeem', 'undo', 'sum', 'vouchers', 'rest', 'expire', 'arrive', 'by hand'] as const;
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds, 'settle', 'leader'),
    n: fc.nat({ max: 2000 }),
    // Below zero: another instance's clock is late, or a request was judged again that had begun before.
    laterMs: fc.constantFrom(-1000, 0, 1, MINUTE_MS, 30 * MINUTE_MS, DAY_MS, 7 * DAY_MS),
  }),
  { maxLength: 25 },
);

/** Runs a history to its end, and looks at the order after each step. */
function follow(order: Order, history: readonly Step[], look: (order: Order, now: number) => void): Order {
  let now = NOON;
  return history.reduce((before, step) => {
    now += step.laterMs;
    const after = happen(before, step, now);
    look(after, now);
    return after;
  }, order);
}

/** What was said once and is not said again, or is said twice, or moves no whole fen. */
function changed(before: readonly Transfer[], after: readonly Transfer[]): string[] {
  const byId = new Map(after.map((transfer) => [transfer._id, transfer]));
  const lost = before.filter((transfer) => !sameRow(transfer, byId.get(transfer._id) ?? {}));
  const odd = after.filter(({ fen }) => !Number.isSafeInteger(fen) || fen <= 0);
  const twice = byId.size === after.length ? [] : ['an id came twice'];
  return [...lost.map(({ _id }) => `${_id} has changed`), ...odd.map(({ _id, fen }) => `${_id} ${fen}`), ...twice];
}

/** Only the merchant may owe: more than he has earned, when leader and partners together have more of it. */
const mayOwe = (account: Account): boolean => account === 'wechat' || account === 'merchant';

/** Where the ledger is not what the facts say, or somebody has less than nothing. */
function unbalanced(order: Order, transfers: readonly Transfer[]): string[] {
  const [posted, facts] = [holdingsBy(transfers), holdingsOf(order)];
  const accounts = [...new Set([...posted.keys(), ...facts.keys()])];
  const differing = accounts.filter((account) => (posted.get(account) ?? 0) !== (facts.get(account) ?? 0));
  const owing = [...facts].filter(([account, fen]) => fen < 0 && !mayOwe(account));
  const listed = sum(commissionsOf(order).map(({ accruedFen }) => accruedFen));
  return [
    ...differing.map((account) => `${account}: ${posted.get(account) ?? 0}, by facts ${facts.get(account) ?? 0}`),
    ...owing.map(([account]) => `${account} owes`),
    ...(sum([...facts.values()]) === 0 ? [] : ['fen were made or lost']),
    ...(notBack(order).earned >= 0 ? [] : ['less than nothing was earned']),
    ...(listed === leaderShare(order) ? [] : ['lists of commissions say something else']),
  ];
}

test('money: after any history it is where the facts say, and what was once said stays said', () => {
  fc.assert(
    fc.property(terms, steps, (agreed, history) => {
      const order = issuedOn(agreed);
      const wrong: string[] = [];
      let before = transfersOf(order);
      follow(order, history, (after) => {
        const transfers = transfersOf(after);
        wrong.push(...changed(before, transfers), ...unbalanced(after, transfers));
        before = transfers;
      });
      expect(wrong).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test('money: when all of it has gone back nobody has anything', () => {
  fc.assert(
    fc.property(terms, steps, (agreed, history) => {
      let at = NOON;
      const last = follow(issuedOn(agreed), history, (_, now) => (at = now));
      const over = happen(happen(last, step('rest'), at), step('arrive'), at);
      const held = holdingsBy(transfersOf(over));
      expect([...held].filter(([account, fen]) => fen !== 0 && account !== 'wechat' && account !== 'outside')).toEqual(
        [],
      );
      expect((held.get('wechat') ?? 0) + (held.get('outside') ?? 0)).toBe(0);
    }),
    { numRuns: RUNS },
  );
});

test('money: when all is settled and has arrived nothing is in escrow, and shares are of what was earned', () => {
  fc.assert(
    fc.property(terms, steps, (agreed, history) => {
      let at = NOON;
      const last = follow(issuedOn(agreed), history, (_, now) => (at = now));
      const over = happen(happen(last, step('settle'), at + 30 * DAY_MS), step('arrive'), at + 30 * DAY_MS);
      const held = holdingsBy(transfersOf(over));
      const { earned } = notBack(over);
      const shares = sum([...held].filter(([account]) => account.includes(':')).map(([, fen]) => fen));
      expect(held.get('escrow') ?? 0).toBe(0);
      expect((held.get('merchant') ?? 0) + shares).toBe(earned);
      expect(leaderShare(over)).toBeLessThanOrEqual(Math.floor((earned * 30) / 100));
    }),
    { numRuns: RUNS },
  );
});

const step = (kind: Step['kind']): Step => ({ kind, n: 0, laterMs: 0 });
