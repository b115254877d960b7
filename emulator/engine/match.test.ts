import { describe, expect, test } from '@jest/globals';
import { compileFilter } from './match';

const at = (ms: number) => new Date(ms);

type Row = readonly [filter: object, matching: readonly object[], other: readonly object[]];

const rows: readonly Row[] = [
  // Equality.
  [{ a: 1 }, [{ a: 1 }, { a: [0, 1] }], [{ a: '1' }, { a: 2 }, {}, { a: [[1]] }]],
  [{ a: null }, [{ a: null }, {}, { a: [null] }], [{ a: 0 }, { a: [] }, { a: false }]],
  [
    { a: { x: 1, y: 2 } },
    [{ a: { x: 1, y: 2 } }],
    [{ a: { y: 2, x: 1 } }, { a: { x: 1 } }, { a: { x: 1, y: 2, z: 3 } }],
  ],
  [{ a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
  [{ a: [] }, [{ a: [] }], [{ a: null }, {}]],
  [{ a: at(5) }, [{ a: at(5) }], [{ a: 5 }, { a: at(6) }]],
  [{ a: NaN }, [{ a: NaN }], [{ a: 0 }]],
  [{ a: /^x/i }, [{ a: 'Xy' }, { a: ['b', 'x'] }], [{ a: 'yx' }, { a: 1 }, {}]],
  // Ranges meet only their own type.
  [
    { a: { $gt: 1 } },
    [{ a: 2 }, { a: [0, 3] }],
    [{ a: 1 }, { a: '2' }, { a: null }, {}, { a: true }, { a: at(2) }, { a: NaN }],
  ],
  [{ a: { $lt: 1 } }, [{ a: 0 }, { a: -Infinity }], [{ a: null }, {}, { a: '' }, { a: [] }, { a: false }, { a: NaN }]],
  [{ a: { $lte: 'b' } }, [{ a: 'b' }, { a: '' }], [{ a: 'ba' }, { a: 1 }, {}]],
  [{ a: { $gte: at(5) } }, [{ a: at(5) }], [{ a: 6 }, { a: at(4) }]],
  [{ a: { $gte: null } }, [{ a: null }, {}], [{ a: 0 }]],
  [{ a: { $gt: null } }, [], [{ a: null }, {}, { a: 1 }]],
  [{ a: { $gte: NaN } }, [{ a: NaN }], [{ a: 1 }]],
  [{ a: { $gt: 1, $lt: 3 } }, [{ a: 2 }, { a: [0, 4] }], [{ a: [0, 1] }, { a: 3 }]],
  [{ a: { $gt: [1, 2] } }, [{ a: [1, 3] }, { a: [2] }], [{ a: [1, 2] }, { a: 5 }]],
  // Paths through arrays.
  [
    { 'a.b': 1 },
    [{ a: { b: 1 } }, { a: [{ b: 0 }, { b: 1 }] }, { a: [{ b: [1] }] }],
    [{ a: [1] }, { a: [[{ b: 1 }]] }],
  ],
  [
    { 'a.b': null },
    [{}, { a: null }, { a: 4 }, { a: {} }, { a: [{}] }, { a: [{ b: 1 }, {}] }],
    [{ a: [] }, { a: [1] }],
  ],
  [{ 'a.1': 7 }, [{ a: [0, 7] }, { a: { 1: 7 } }], [{ a: [7] }]],
  [{ 'a.b': { $exists: false } }, [{}, { a: [] }, { a: [{}] }, { a: 1 }], [{ a: { b: null } }, { a: [{}, { b: 1 }] }]],
  [{ a: { $exists: true } }, [{ a: null }, { a: [] }], [{}]],
  // Lists.
  [{ a: { $in: [1, /^x/, null] } }, [{ a: 1 }, { a: 'xy' }, {}, { a: [5, 1] }], [{ a: 'y' }, { a: 2 }]],
  [{ a: { $nin: [1, null] } }, [{ a: 2 }, { a: [] }], [{ a: 1 }, {}, { a: [1, 2] }]],
  [{ a: { $ne: 1 } }, [{}, { a: 2 }, { a: [2] }], [{ a: 1 }, { a: [2, 1] }]],
  [{ a: { $all: [1, 2] } }, [{ a: [2, 3, 1] }], [{ a: [1] }, { a: 1 }]],
  [{ a: { $all: [] } }, [], [{ a: [] }, { a: [1] }]],
  [{ a: { $all: [{ $elemMatch: { x: 1 } }] } }, [{ a: [{ x: 1 }] }], [{ a: [{ x: 2 }] }]],
  [{ a: { $size: 2 } }, [{ a: [1, 2] }], [{ a: [1] }, { a: 2 }, { a: [[1, 2]] }]],
  [{ a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [{ a: [0, 2] }], [{ a: [0, 4] }, { a: 2 }]],
  [
    { a: { $elemMatch: { x: 1, y: { $gt: 1 } } } },
    [{ a: [{ x: 1, y: 2 }] }],
    [{ a: [{ x: 1 }, { y: 2 }] }, { a: { x: 1, y: 2 } }],
  ],
  // Others.
  [{ a: { $mod: [4, 1] } }, [{ a: 5 }, { a: 5.9 }], [{ a: 4 }, { a: '5' }]],
  [{ a: { $regex: '^X', $options: 'i' } }, [{ a: 'xy' }], [{ a: 'yx' }]],
  [{ a: { $not: { $gt: 1 } } }, [{ a: 1 }, {}, { a: 'x' }], [{ a: 2 }]],
  [{ a: { $not: /x/ } }, [{ a: 'y' }, {}], [{ a: 'x' }]],
  [{ $or: [{ a: 1 }, { b: 1 }] }, [{ a: 1 }, { b: 1 }], [{ a: 2 }]],
  [{ $nor: [{ a: 1 }, { b: 1 }] }, [{ a: 2 }], [{ a: 1 }, { b: 1 }]],
  [{ $and: [{ a: { $gte: 1 } }, { a: { $lte: 3 } }] }, [{ a: 2 }], [{ a: 4 }]],
  [{ $expr: { $gt: ['$a', '$b'] } }, [{ a: 2, b: 1 }, { a: 'x', b: 5 }, { a: 1 }], [{ a: 1, b: 1 }, { b: 1 }]],
  [{ $expr: { $eq: ['$a', 1] } }, [{ a: 1 }], [{ a: [1] }, {}]],
  [{}, [{}, { a: 1 }], []],
];

describe('filter', () => {
  test.each(rows)('%j', (filter, matching, other) => {
    const matches = compileFilter(filter);
    expect(matching.filter((document) => !matches(document))).toEqual([]);
    expect(other.filter((document) => matches(document))).toEqual([]);
  });

  const refused: readonly (readonly [object, RegExp])[] = [
    [{ a: { $foo: 1 } }, /unknown operator: \$foo/],
    [{ a: { $gt: 1, x: 2 } }, /unknown operator: x/],
    [{ $foo: 1 }, /unknown top level operator: \$foo/],
    [{ $where: 'true' }, /unknown top level operator/],
    [{ $or: [1, 2] }, /must be an object/],
    [{ $or: [] }, /nonempty array/],
    [{ a: { $in: 1 } }, /\$in needs an array/],
    [{ a: { $size: 'x' } }, /\$size/],
    [{ a: { $not: 1 } }, /\$not/],
    [{ a: { $elemMatch: 1 } }, /\$elemMatch/],
    [{ a: { $mod: [0, 1] } }, /divisor/],
    [{ a: { $regex: 5 } }, /\$regex/],
    [{ a: { $options: 'i' } }, /\$options/],
    [{ a: { $toString: 1 } }, /unknown operator/],
  ];
  test.each(refused)('refuses %j', (filter, message) => {
    expect(() => compileFilter(filter)).toThrow(message);
  });
});
