import { expect, test } from '@jest/globals';
import { operations } from '../../cloudfunctions/operations/operations';
import { curiousFunctions } from './curious';
import { forgetfulFunctions } from './forgetful';
import { cells, run } from './permissions';
import { policy } from './policy';
import type { Case, Policy, Situation } from './policy/case';
import { differing, namedFields, namesNobodys } from './policy/named-fields';
import { unheard } from '../../simulation/outcome';
import { openTwoShops } from './two-shops';

const world = openTwoShops();

test('permissions: every role, on its own, a foreign and a missing thing, is answered as the policy says', async () => {
  const { cases, passed, violations } = await run(unheard, { world });
  expect(violations).toEqual([]);
  expect(passed).toBe(cases);
  expect(cases).toBeGreaterThan(3300);
});

test('permissions: the table has a case that is done for every action', () => {
  expect(Object.keys(policy).sort()).toEqual(Object.keys(operations).sort());
  const done = new Set(cells().flatMap(({ action, wanted }) => (wanted === 'done' ? [action] : [])));
  expect(Object.keys(policy).filter((action) => !done.has(action as keyof typeof policy))).toEqual([]);
});

test('permissions: whatever an input can name is tried as another’s, or it is listed why not', async () => {
  const { first, second } = await world;
  const about = (it: typeof first): Situation => ({
    ...{ role: 'owner', person: '', now: 0, it, home: first, counterId: first.storeId },
  });
  const untried = Object.entries(operations).flatMap(([action, { input }]) => {
    const cases = policy[action as keyof Policy] as readonly Case<never>[];
    const tried = cases
      .filter(({ foreign }) => foreign !== undefined)
      .flatMap((one) => differing(one.input(about(first)), one.input(about(second))));
    return namedFields(input).flatMap((name) => (tried.includes(name) ? [] : [`${action} ${name}`]));
  });
  const isListed = (field: string): boolean => Object.hasOwn(namesNobodys, field.split(' ')[1] ?? '');
  expect(untried.filter((field) => !isListed(field))).toEqual([]);
  const unneeded = Object.keys(namesNobodys).filter((name) => !untried.some((field) => field.endsWith(` ${name}`)));
  expect(unneeded).toEqual([]);
});

type Row<A extends keyof Policy> = Partial<Policy[A][number]>;

/** One case of the table with something else in it. */
function altered<A extends keyof Policy>(action: A, by: Row<A>): Partial<Policy> {
  return { [action]: [{ ...policy[action][0], ...by }] };
}

/** Tables that are wrong in one thing, and what is said of it. */
const wrongTables: readonly (readonly [what: string, table: Partial<Policy>, says: string])[] = [
  ['allows too much', altered('getOrder', { own: 'done' }), 'it was refused'],
  ['allows too little', altered('getBalance', { own: 'FORBIDDEN' }), 'it was answered'],
  ['opens a door too wide', altered('revokeStaff', { door: 'manager' }), 'it was {"ok":false,"error":"FORBIDDEN"'],
  ['expects other effects', altered('cancelOrder', { changes: [] }), 'has changed'],
  ['expects no effect', altered('saveProfile', { own: 'nothing' }), 'the database has changed'],
  ['expects other answers', altered('getVoucher', { tells: () => false }), 'it told'],
  ['tells foreign from missing', altered('issueSetupCode', { foreign: 'NOT_FOUND' }), 'it was answered'],
];

test.each(wrongTables)('permissions: a table that %s is contradicted', async (_, table, says) => {
  const { passed, cases, violations } = await run(unheard, { table, world });
  expect(passed).toBeLessThan(cases);
  expect(violations.join()).toContain(says);
});

test('permissions: who asks the cloud once more about another person’s order is told from who does not', async () => {
  const table = { getOrder: policy.getOrder };
  const { violations } = await run(unheard, { table, world, functions: curiousFunctions });
  const kept = cells(table).filter(({ wanted, whose }) => wanted === 'NOT_FOUND' && whose === 'own');
  expect(kept.length).toBeGreaterThan(10);
  const told = violations.filter((violation) => violation.includes('asks'));
  expect(told.length).toBeGreaterThanOrEqual(kept.length);
  expect(violations).toEqual(told);
});

test('permissions: who answers and only remembers that he did fails wherever something is to be done', async () => {
  const writing = Object.fromEntries(
    Object.entries(policy).flatMap(([action, cases]) => {
      const own = (cases as readonly Case<never>[]).filter(({ changes }) => changes !== undefined);
      return own.length === 0 ? [] : [[action, own]];
    }),
  ) as Partial<Policy>;
  const due = cells(writing).filter(({ wanted }) => wanted === 'done');
  const { cases, passed, violations } = await run(unheard, { table: writing, world, functions: forgetfulFunctions });
  expect(Object.keys(writing).length).toBeGreaterThan(25);
  expect(cases - passed).toBe(due.length);
  expect(violations.filter((violation) => !violation.includes(': done, but'))).toEqual([]);
  expect(violations.filter((violation) => violation.includes('it was refused'))).toEqual([]);
});
