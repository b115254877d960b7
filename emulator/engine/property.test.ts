import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Query } from 'mingo';
import type { Engine } from './engine';
import { type Document } from './engine';
import { compileFilter } from './match';
import type { IndexSpec } from './schema';
import { sorted } from './sort';
import { testEngine } from './test-engine';

const indexes: readonly IndexSpec[] = [
  { name: 'a', keys: [['a', 1]] },
  {
    name: 'a_b',
    keys: [
      ['a', 1],
      ['b', -1],
    ],
  },
  {
    name: 'b_c',
    keys: [
      ['b', -1],
      ['c', 1],
    ],
  },
  {
    name: 'l',
    keys: [
      ['l.x', 1],
      ['c', 1],
    ],
  },
  {
    name: 'l_l',
    keys: [
      ['l.x', 1],
      ['l.y', 1],
    ],
  },
  { name: 'c', keys: [['c', 1]] },
];

const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('x', 'y', '', null, true, NaN, -1.5, Infinity),
  fc.integer({ min: 0, max: 3 }).map((ms) => new Date(ms)),
);
const small = fc.integer({ min: 0, max: 4 });
// At most one field is an array, since two that share an index are refused.
const fields = fc.record(
  {
    a: scalar,
    b: scalar,
    c: scalar,
    l: fc.oneof(
      scalar,
      fc.array(fc.record({ x: small, y: small }), { maxLength: 4 }),
      fc.array(fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })), { maxLength: 3 }),
      fc.record({ x: scalar, y: scalar }),
    ),
  },
  { requiredKeys: [] },
);
const path = fc.constantFrom('a', 'b', 'c', 'l', 'l.x', 'l.y');
const operand = fc.oneof(
  scalar,
  fc.record({ $gt: small, $lt: small }),
  fc
    .record({ $gt: scalar, $lt: scalar, $gte: scalar, $lte: scalar }, { requiredKeys: [] })
    .filter((o) => Object.keys(o).length > 0),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
);
const condition = fc.tuple(path, operand).map(([name, value]) => ({ [name]: value }));
const filter = fc.oneof(
  fc.record({ 'l.x': small, 'l.y': small }),
  fc.array(condition, { maxLength: 3 }).map((all) => Object.assign({}, ...all) as object),
  fc.array(condition, { minLength: 1, maxLength: 3 }).map((all) => ({ $and: all })),
  fc.array(condition, { minLength: 1, maxLength: 3 }).map((any) => ({ $or: any })),
);
const sort = fc.uniqueArray(fc.tuple(path, fc.constantFrom<1 | -1>(1, -1)), {
  maxLength: 2,
  selector: ([name]) => name,
});
const change = fc.oneof(
  fc.record({ $set: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'l'), scalar, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $unset: fc.dictionary(fc.constantFrom('a', 'b', 'l'), fc.constant(''), { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $inc: fc.record({ c: fc.integer({ min: -2, max: 2 }) }) }),
  fc.record({ $push: fc.record({ l: fc.record({ x: scalar }) }) }),
);

function ids(documents: readonly Document[]): string[] {
  return documents.map(({ _id }) => String(_id)).sort();
}

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

test('an engine with indexes answers as one without', () => {
  fc.assert(
    fc.property(
      fc.array(fields, { maxLength: 25 }),
      fc.array(fc.tuple(filter, change), { maxLength: 6 }),
      fc.array(fc.tuple(filter, sort), { minLength: 1, maxLength: 6 }),
      (documents, changes, queries) => {
        const engines = [testEngine({}, indexes).engine, testEngine().engine] as const;
        for (const [at, document] of documents.entries()) {
          for (const engine of engines) engine.insert('c', [{ _id: `d${String(at)}`, ...document }]);
        }
        // One document at a time: which is first, and so where a refusal stops, depends on the index.
        for (const [at, [where, what]] of changes.entries()) {
          const one = { $and: [where, { _id: `d${String(at)}` }] };
          const [indexed, scanned] = engines.map((engine) => attempt(() => engine.update('c', one, what, true)));
          expect(indexed).toEqual(scanned);
        }
        for (const [where, order] of queries) sameAnswer(engines, where, order);
      },
    ),
    { numRuns: 250 },
  );
});

function sameAnswer(
  engines: readonly [Engine, Engine],
  where: object,
  order: readonly (readonly [string, 1 | -1])[],
): void {
  const [indexed, scanned] = engines.map((engine) => engine.find('c', { filter: where, sort: order })) as [
    Document[],
    Document[],
  ];
  expect(ids(indexed)).toEqual(ids(scanned));
  expect(sorted(indexed, order)).toEqual(indexed);
  expect(engines[0].count('c', where)).toBe(scanned.length);
  expect(engines[0].find('c', { filter: where, sort: order, skip: 1, limit: 2 })).toEqual(indexed.slice(1, 3));
}

test('where mingo follows MongoDB, the matcher agrees with it', () => {
  const plain = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('x', 'y', 'z'));
  const document = fc.record(
    { a: plain, b: fc.array(plain, { maxLength: 3 }), c: fc.record({ d: plain }) },
    { requiredKeys: [] },
  );
  const test = fc.oneof(
    plain,
    fc
      .constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
      .chain((name) => plain.map((value) => ({ [name]: value }))),
    fc.constantFrom('$in', '$nin').chain((name) => fc.array(plain, { maxLength: 3 }).map((list) => ({ [name]: list }))),
    fc.array(plain, { minLength: 1, maxLength: 2 }).map((list) => ({ $all: list })),
    fc.nat({ max: 3 }).map((length) => ({ $size: length })),
    fc.boolean().map((there) => ({ $exists: there })),
    plain.map((value) => ({ $not: { $gt: value } })),
  );
  const one = fc.tuple(fc.constantFrom('a', 'b', 'c.d', 'e'), test).map(([name, value]) => ({ [name]: value }));
  const query = fc.oneof(
    one,
    fc
      .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(one, { minLength: 1, maxLength: 3 }))
      .map(([name, all]) => ({ [name]: all })),
  );
  fc.assert(
    fc.property(fc.array(document, { maxLength: 10 }), query, (documents, where) => {
      // $all also takes a value that is no array; mingo's does not.
      fc.pre(
        !JSON.stringify(where).includes('$all') || documents.every(({ a, c }) => a === undefined && c === undefined),
      );
      const mingo = new Query(where);
      expect(documents.filter(compileFilter(where))).toEqual(documents.filter((each) => mingo.test(each)));
    }),
    { numRuns: 500 },
  );
});
