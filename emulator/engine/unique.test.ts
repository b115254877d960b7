import { describe, expect, test } from '@jest/globals';
import type { IndexSpec } from './schema';
import { testEngine } from './test-engine';

const indexes: readonly IndexSpec[] = [
  {
    name: 'buyer_nth',
    keys: [
      ['buyer', 1],
      ['nth', 1],
    ],
    unique: true,
  },
  {
    name: 'shop_codes',
    keys: [
      ['shop', 1],
      ['codes', 1],
    ],
    unique: true,
  },
  { name: 'tickets', keys: [['tickets.no', 1]], unique: true },
];

/** Fills in what the other unique indexes need, so that each row is about one of them. */
function whole(fields: object, at: number): object {
  return { buyer: `b${String(at)}`, nth: 1, shop: `s${String(at)}`, codes: [], tickets: [{ no: at }], ...fields };
}

const duplicates: readonly (readonly [first: object, second: object, message: string])[] = [
  [{ _id: 'x' }, { _id: 'x' }, '_id_ dup key: { : "x" }'],
  [{ buyer: 'b', nth: 1 }, { buyer: 'b', nth: 1 }, 'buyer_nth dup key: { : "b", : 1 }'],
  [{ buyer: 'b', nth: null }, { buyer: 'b', nth: undefined }, 'buyer_nth dup key: { : "b", : null }'],
  [{ shop: 's', codes: ['k', 'l'] }, { shop: 's', codes: ['m', 'l'] }, 'shop_codes dup key: { : "s", : "l" }'],
  [{ shop: 's', codes: [] }, { shop: 's', codes: [] }, 'shop_codes dup key: { : "s", : undefined }'],
  [{ shop: 's', codes: null }, { shop: 's', codes: [null] }, 'shop_codes dup key: { : "s", : null }'],
  [{ shop: 's', codes: 'k' }, { shop: 's', codes: ['k'] }, 'shop_codes dup key: { : "s", : "k" }'],
  [{ tickets: [{ no: 'k' }, {}] }, { tickets: [{ no: 'm' }, { no: 'k' }] }, 'tickets dup key: { : "k" }'],
  [{ tickets: [{ no: ['p', 'q'] }] }, { tickets: [{ no: 'q' }] }, 'tickets dup key: { : "q" }'],
];

const pairs: readonly (readonly [first: object, second: object])[] = [
  [
    { buyer: 'b', nth: 1 },
    { buyer: 'b', nth: 2 },
  ],
  [
    { buyer: 'b', nth: 1 },
    { buyer: 'b', nth: '1' },
  ],
  [
    { shop: 's', codes: ['k'] },
    { shop: 't', codes: ['k'] },
  ],
  [
    { shop: 's', codes: ['k', 'k'] },
    { shop: 's', codes: ['l'] },
  ],
  [
    { shop: 's', codes: [] },
    { shop: 's', codes: null },
  ],
  [{ _id: 1 }, { _id: '1' }],
  [{ tickets: [{ no: 'k' }, { no: 'k' }] }, { tickets: [{ no: 'm' }] }],
];

describe('unique index', () => {
  test.each(duplicates)('%j then %j is refused', (first, second, message) => {
    const { engine } = testEngine({}, indexes);
    engine.insert('c', [whole(first, 1)]);
    expect(() => engine.insert('c', [whole(second, 2)])).toThrow(
      `[FailedOperation.Insert] bulk write error: [{E11000 duplicate key error collection: c index: ${message}}]`,
    );
    expect(engine.count('c', {})).toBe(1);
  });

  test.each(pairs)('%j and %j live together', (first, second) => {
    const { engine } = testEngine({}, indexes);
    engine.insert('c', [whole(first, 1), whole(second, 2)]);
    expect(engine.count('c', {})).toBe(2);
  });

  test('an update that would collide changes nothing, and the key is free again after a removal', () => {
    const { engine } = testEngine({}, indexes);
    engine.insert('c', [
      whole({ _id: 'x', codes: ['k'], shop: 's' }, 1),
      whole({ _id: 'y', codes: ['l'], shop: 's' }, 2),
    ]);
    const push = { $push: { codes: 'k' }, $set: { nth: 9 } };
    expect(() => engine.update('c', { _id: 'y' }, push, false)).toThrow(/multiple write errors.*index: shop_codes/);
    expect(engine.find('c', { filter: { _id: 'y' } })).toMatchObject([{ codes: ['l'], nth: 1 }]);
    expect(engine.find('c', { filter: { shop: 's', codes: 'k' } })).toHaveLength(1);
    engine.remove('c', { _id: 'x' }, false);
    expect(engine.update('c', { _id: 'y' }, push, false)).toBe(1);
    expect(engine.find('c', { filter: { shop: 's', codes: 'k' } })).toMatchObject([{ _id: 'y', nth: 9 }]);
  });

  test('an insert of several stops at the first duplicate and keeps those before it', () => {
    const { engine } = testEngine();
    expect(() => engine.insert('c', [{ _id: 'a' }, { _id: 'b' }, { _id: 'a' }, { _id: 'd' }])).toThrow(/E11000/);
    expect(engine.find('c', {}).map(({ _id }) => _id)).toEqual(['a', 'b']);
  });

  test('a multi-update that fails on the way keeps the documents before it changed', () => {
    const { engine } = testEngine();
    engine.insert('c', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 'x' },
      { _id: 'd', n: 1 },
    ]);
    expect(() => engine.update('c', {}, { $inc: { n: 1 } }, true)).toThrow(/non-numeric/);
    expect(engine.find('c', {}).map(({ n }) => n)).toEqual([2, 'x', 1]);
  });

  test('two independent arrays in one index are refused, also by an update, and nothing is stored', () => {
    const { engine } = testEngine({}, [
      {
        name: 'p',
        keys: [
          ['a', 1],
          ['b', 1],
        ],
      },
    ]);
    expect(() => engine.insert('c', [{ a: [1], b: [2] }])).toThrow(/cannot index parallel arrays/);
    engine.insert('c', [{ a: [1], b: 2 }]);
    expect(() => engine.update('c', { a: 1 }, { $set: { b: [2] } }, true)).toThrow(/cannot index parallel arrays/);
    expect(engine.find('c', {})).toMatchObject([{ a: [1], b: 2 }]);
  });

  test('declared over documents that are there, it serves and guards them', () => {
    const { engine } = testEngine();
    engine.insert('c', [{ _id: 'a', k: 1 }]);
    engine.declare([{ name: 'c', indexes: [{ name: 'k', keys: [['k', 1]], unique: true }] }]);
    engine.declare([{ name: 'c', indexes: [{ name: 'k', keys: [['k', 1]], unique: true }] }]);
    expect(() => engine.insert('c', [{ k: 1 }])).toThrow(/E11000.*index: k/);
    expect(engine.find('c', { filter: { k: 1 } })).toHaveLength(1);
  });
});
