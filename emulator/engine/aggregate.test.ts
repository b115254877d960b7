import { describe, expect, test } from '@jest/globals';
import type { Trace } from './engine';
import { testEngine } from './test-engine';

type Stages = readonly (readonly [string, unknown])[];

/** 300 orders of 100 people, with codes, and the people, whose tags are arrays. */
function shop() {
  const { engine } = testEngine({ refuseScans: true }, [
    { name: 'buyer', keys: [['buyer', 1]] },
    { name: 'codes', keys: [['codes', 1]] },
  ]);
  engine.declare([
    {
      name: 'people',
      indexes: [
        { name: 'tags', keys: [['tags', 1]] },
        {
          name: 'team_no',
          keys: [
            ['team', 1],
            ['no', 1],
          ],
        },
      ],
    },
  ]);
  for (let at = 0; at < 300; at++) {
    engine.insert('c', [
      { _id: `o${String(at)}`, buyer: `p${String(at % 100)}`, fen: at, codes: [`k${String(at)}`, `l${String(at)}`] },
    ]);
  }
  for (let at = 0; at < 200; at++) {
    const no = at % 100;
    engine.insert('people', [
      { _id: `p${String(at)}`, no, team: at < 100 ? 'x' : 'y', tags: [`t${String(no)}`, 'all'] },
    ]);
  }
  return engine;
}

function run(stages: Stages): { results: unknown[]; traces: Trace[] } {
  const traces: Trace[] = [];
  const results = shop().aggregate('c', stages, { onTrace: (trace) => traces.push(trace) });
  return { results, traces };
}

const o1 = ['$match', { _id: 'o1' }] as const;
const only = (...names: string[]) =>
  ['$project', { _id: 0, ...Object.fromEntries(names.map((name) => [name, 1])) }] as const;

const rows: readonly (readonly [name: string, stages: Stages, results: unknown[]])[] = [
  [
    'group',
    [
      ['$match', { buyer: 'p7' }],
      ['$group', { _id: '$buyer', sum: { $sum: '$fen' }, n: { $sum: 1 } }],
    ],
    [{ _id: 'p7', sum: 321, n: 3 }],
  ],
  [
    'sort, skip and limit',
    [['$match', { buyer: 'p7' }], ['$sort', { fen: -1 }], ['$skip', 1], ['$limit', 1], only('fen')],
    [{ fen: 107 }],
  ],
  [
    'count',
    [
      ['$match', { buyer: 'p7' }],
      ['$count', 'n'],
    ],
    [{ n: 3 }],
  ],
  [
    'count of nothing',
    [
      ['$match', { buyer: 'none' }],
      ['$count', 'n'],
    ],
    [],
  ],
  ['unwind', [o1, ['$unwind', '$codes'], only('codes')], [{ codes: 'k1' }, { codes: 'l1' }]],
  ['literal', [o1, ['$addFields', { tag: { $literal: '$buyer' } }], only('tag')], [{ tag: '$buyer' }]],
  [
    'server date',
    [o1, ['$addFields', { at: { $tcb_server_date: { offset: 5 } } }], only('at')],
    [{ at: new Date(1_700_000_000_005) }],
  ],
  ['replaceRoot', [o1, ['$replaceRoot', { newRoot: { b: '$buyer' } }]], [{ b: 'p1' }]],
  [
    'sortByCount',
    [
      ['$match', { buyer: { $in: ['p1', 'p2'] } }],
      ['$match', { fen: { $ne: 2 } }],
      ['$sortByCount', '$buyer'],
    ],
    [
      { _id: 'p1', count: 3 },
      { _id: 'p2', count: 2 },
    ],
  ],
  [
    'bucket',
    [
      ['$match', { buyer: 'p7' }],
      ['$bucket', { groupBy: '$fen', boundaries: [0, 100, 300] }],
    ],
    [
      { _id: 0, count: 1 },
      { _id: 100, count: 2 },
    ],
  ],
  [
    'comparison across types and of arrays',
    [o1, ['$project', { _id: 0, a: { $gt: ['$buyer', 5] }, b: { $eq: ['$codes', 'k1'] }, c: { $trunc: 1.7 } }]],
    [{ a: true, b: false, c: 1 }],
  ],
  [
    'a later match by expression',
    [['$match', { buyer: 'p7' }], ['$match', { $expr: { $gt: ['$fen', 150] } }], only('fen')],
    [{ fen: 207 }],
  ],
];

const looked: readonly (readonly [name: string, lookup: object, found: unknown[], index: string])[] = [
  ['by _id', { from: 'people', localField: 'buyer', foreignField: '_id', as: 'j' }, ['p1'], '_id_'],
  ['by an array of ours', { from: 'c', localField: 'codes', foreignField: 'codes', as: 'j' }, ['o1'], 'codes'],
  [
    'into an array of theirs',
    { from: 'people', localField: 'tag', foreignField: 'tags', as: 'j' },
    ['p1', 'p101'],
    'tags',
  ],
  [
    'by a path into subdocuments',
    { from: 'people', localField: 'lines.buyer', foreignField: '_id', as: 'j' },
    ['p3', 'p4'],
    '_id_',
  ],
  ['by a field that is missing', { from: 'people', localField: 'none', foreignField: 'team', as: 'j' }, [], 'team_no'],
  [
    'by an expression',
    { from: 'people', let: { b: '$buyer' }, pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$b'] } } }], as: 'j' },
    ['p1'],
    '_id_',
  ],
  [
    'by two expressions and more stages',
    {
      from: 'people',
      let: { team: 'x', no: { $add: [1, 0] } },
      pipeline: [
        { $match: { $expr: { $and: [{ $eq: ['$team', '$$team'] }, { $eq: ['$$no', '$no'] }] } } },
        { $match: { $expr: { $ne: ['$_id', '$$team'] } } },
        { $project: { no: 1 } },
      ],
      as: 'j',
    },
    ['p1'],
    'team_no',
  ],
  [
    'by a list',
    {
      from: 'people',
      let: { ids: ['p5', 'p6'] },
      pipeline: [{ $match: { $expr: { $in: ['$_id', '$$ids'] } } }],
      as: 'j',
    },
    ['p5', 'p6'],
    '_id_',
  ],
  [
    'an expression does not look into arrays',
    { from: 'people', let: { t: '$tag' }, pipeline: [{ $match: { $expr: { $eq: ['$tags', '$$t'] } } }], as: 'j' },
    [],
    'tags',
  ],
  ['by a plain match', { from: 'people', pipeline: [{ $match: { team: 'y', no: 4 } }], as: 'j' }, ['p104'], 'team_no'],
];

describe('aggregate', () => {
  test.each(rows)('%s', (_, stages, results) => {
    expect(run(stages).results).toEqual(results);
  });

  test.each(looked)('lookup %s', (_, operand, found, index) => {
    const extra = ['$addFields', { tag: 't1', lines: [{ buyer: 'p3' }, { buyer: 'p4' }] }] as const;
    const { results, traces } = run([o1, extra, ['$lookup', operand]]);
    const [{ j }] = results as [{ j: { _id: string }[] }];
    expect(j.map(({ _id }) => _id)).toEqual(found);
    expect(traces).toMatchObject([
      { collection: 'c', index: '_id_', examined: 1 },
      { collection: (operand as { from: string }).from, index },
    ]);
    expect(traces[1]?.examined).toBeLessThanOrEqual(2);
  });

  test('nested look-ups see the variables around them and are traced by collection', () => {
    const inner = {
      from: 'c',
      let: { p: '$_id' },
      pipeline: [{ $match: { $expr: { $and: [{ $eq: ['$buyer', '$$p'] }, { $eq: ['$_id', '$$o'] }] } } }],
      as: 'orders',
    };
    const outer = {
      from: 'people',
      let: { b: '$buyer', o: '$_id' },
      pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$b'] } } }, { $lookup: inner }],
      as: 'j',
    };
    const { results, traces } = run([o1, ['$lookup', outer]]);
    expect(results).toMatchObject([{ j: [{ _id: 'p1', orders: [{ _id: 'o1' }] }] }]);
    expect(traces.map(({ collection }) => collection)).toEqual(['c', 'c', 'people']);
  });

  test('a look-up without an index is refused like any scan', () => {
    expect(() => run([o1, ['$lookup', { from: 'people', localField: 'fen', foreignField: 'no', as: 'j' }]])).toThrow(
      /no index for people/,
    );
  });

  test('without a limit the answer ends after 20 results', () => {
    const match = ['$match', { buyer: { $in: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'] } }] as const;
    expect(run([match]).results).toHaveLength(20);
    expect(run([match, ['$limit', 100]]).results).toHaveLength(24);
  });

  test('the pipeline leaves what is stored as it is', () => {
    const engine = shop();
    const before = structuredClone(engine.find('c', { filter: { _id: 'o1' } }));
    engine.aggregate('c', [
      o1,
      ['$addFields', { 'deep.x': 1, codes: [] }],
      ['$unwind', { path: '$codes', preserveNullAndEmptyArrays: true }],
    ]);
    expect(engine.find('c', { filter: { _id: 'o1' } })).toEqual(before);
  });

  test('projections keep _id first and the stored order', () => {
    const engine = shop();
    const [projected] = engine.aggregate('c', [
      o1,
      ['$project', { fen: 1, buyer: 1, twice: { $multiply: ['$fen', 2] } }],
    ]);
    expect(JSON.stringify(projected)).toBe('{"_id":"o1","buyer":"p1","fen":1,"twice":2}');
    const [found] = engine.find('c', { filter: { _id: 'o1' }, projection: { fen: 1, buyer: 1 } });
    expect(JSON.stringify(found)).toBe('{"_id":"o1","buyer":"p1","fen":1}');
    expect(engine.find('c', { filter: { _id: 'o1' }, projection: { codes: 0, _id: 0 } })).toEqual([
      { buyer: 'p1', fen: 1 },
    ]);
  });

  test('sample gives that many different documents', () => {
    const { results } = run([
      ['$match', { buyer: { $in: ['p1', 'p2'] } }],
      ['$sample', { size: 4 }],
      ['$limit', 10],
    ]);
    expect(new Set(results.map((each) => (each as { _id: string })._id)).size).toBe(4);
  });

  const refused: readonly (readonly [Stages, RegExp])[] = [
    [[['$facet', {}]], /Unrecognized pipeline stage name: '\$facet'/],
    [[['$out', 'x']], /Unrecognized/],
    [[o1, ['$limit', 0]], /\$limit/],
    [[o1, ['$sort', { a: 2 }]], /\$sort/],
    [[o1, ['$lookup', { from: 'people', as: 'j' }]], /\$lookup/],
    [[o1, ['$addFields', { x: { $foo: 1 } }]], /\$foo/],
    [[['$match', { a: { $foo: 1 } }]], /unknown operator/],
    [
      [o1, ['$lookup', { from: 'people', pipeline: [{ $match: { _id: 'p1' } }, { $out: 'x' }], as: 'j' }]],
      /Unrecognized/,
    ],
  ];
  test.each(refused)('refuses %j', (stages, message) => {
    expect(() => run(stages)).toThrow(message);
  });
});
