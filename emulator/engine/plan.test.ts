import { describe, expect, test } from '@jest/globals';
import type { Trace } from './engine';
import type { IndexSpec } from './schema';
import { testEngine } from './test-engine';

const indexes: readonly IndexSpec[] = [
  { name: 'due', keys: [['dueAt', 1]] },
  {
    name: 'shop_status_at',
    keys: [
      ['shop', 1],
      ['status', 1],
      ['at', -1],
    ],
  },
  {
    name: 'shop_codes',
    keys: [
      ['shop', 1],
      ['codes', 1],
    ],
    unique: true,
  },
  { name: 'buyer', keys: [['lines.buyer', 1]] },
  { name: 'late', keys: [['late', -1]] },
];

/** 300 documents: shops s0…s2, statuses a and b, codes cN and dN, every third with nothing due. */
function filled(refuseScans = true) {
  const { engine } = testEngine({ refuseScans }, indexes);
  engine.insert(
    'c',
    Array.from({ length: 300 }, (_, n) => ({
      _id: `x${String(n).padStart(3, '0')}`,
      shop: `s${String(n % 3)}`,
      status: n % 2 === 0 ? 'a' : 'b',
      at: n,
      dueAt: n % 3 === 0 ? null : n * 10,
      late: new Date(n),
      codes: [`c${String(n)}`, `d${String(n)}`],
      lines: [{ buyer: `b${String(n % 10)}` }, { buyer: `z${String(n)}` }],
    })),
  );
  return engine;
}

type Row = readonly [filter: object, index: string, examined: number, matched: number];
const rows: readonly Row[] = [
  [{ _id: 'x005' }, '_id_', 1, 1],
  [{ _id: { $in: ['x005', 'x006', 'none'] }, status: 'a' }, '_id_', 2, 1],
  [{ _id: { $gt: 'x297' } }, '_id_', 2, 2],
  [{ dueAt: { $lte: 50 } }, 'due', 4, 4],
  [{ dueAt: { $gt: 40, $lt: 80 } }, 'due', 2, 2],
  [{ dueAt: null }, 'due', 100, 100],
  [{ dueAt: { $in: [10, 20, 30] } }, 'due', 2, 2],
  [{ shop: 's1', status: 'a', at: { $gte: 290 } }, 'shop_status_at', 2, 2],
  [{ $and: [{ shop: 's1' }, { status: { $in: ['a', 'b'] } }, { at: 4 }] }, 'shop_status_at', 1, 1],
  [{ shop: 's1', codes: 'd4' }, 'shop_codes', 1, 1],
  [{ shop: 's1', codes: { $in: ['c4', 'd4', 'c7'] } }, 'shop_codes', 2, 2],
  [{ 'lines.buyer': 'z7' }, 'buyer', 1, 1],
  [{ 'lines.buyer': { $gte: 'z290', $lt: 'z295' } }, 'buyer', 87, 87],
  [{ late: { $gte: new Date(295) } }, 'late', 5, 5],
  [{ $or: [{ dueAt: 10 }, { 'lines.buyer': 'z1' }, { _id: 'x002' }] }, 'due or buyer or _id_', 2, 2],
];

/** A trace's range, as the index is now. */
function boundsOf(trace: Trace | undefined): object | undefined {
  if (!trace?.range) return undefined;
  const { bound, leastKey } = trace.range;
  return { bound, leastKey: leastKey() };
}

describe('plan', () => {
  test.each(rows)('%j uses an index', (filter, index, examined, matched) => {
    const traces: Trace[] = [];
    filled().find('c', { filter }, { onTrace: (trace) => traces.push(trace) });
    expect(traces).toMatchObject([{ index, matched, kind: 'read', collection: 'c' }]);
    expect(traces[0]?.examined).toBe(examined);
  });

  const sorts: readonly (readonly [filter: object, sort: readonly (readonly [string, 1 | -1])[], first: string])[] = [
    [{ shop: 's0', status: 'a' }, [['at', -1]], 'x294'],
    [{ shop: 's0', status: 'a' }, [['at', 1]], 'x000'],
    [
      { shop: 's0' },
      [
        ['status', 1],
        ['at', -1],
      ],
      'x294',
    ],
    [
      { shop: 's0' },
      [
        ['status', -1],
        ['at', 1],
      ],
      'x003',
    ],
    [{}, [['dueAt', -1]], 'x299'],
    [{}, [['_id', -1]], 'x299'],
    [{ dueAt: { $gt: 100 } }, [['dueAt', 1]], 'x011'],
  ];
  test.each(sorts)('%j sorted by %j reads only what it gives', (filter, sort, first) => {
    const traces: Trace[] = [];
    const found = filled().find('c', { filter, sort, limit: 5 }, { onTrace: (trace) => traces.push(trace) });
    expect(found[0]?._id).toBe(first);
    expect(found).toHaveLength(5);
    expect(traces[0]?.examined).toBe(5);
  });

  test('a query without an index is refused beyond 100 documents, by collection and filter', () => {
    const engine = filled();
    const refused = /no index for c {"status":"a"}: it would look at more than 100 documents/;
    expect(() => engine.find('c', { filter: { status: 'a' } })).toThrow(refused);
    expect(() => engine.count('c', { status: 'a' })).toThrow(refused);
    expect(() => engine.update('c', { status: 'a' }, { $set: { x: 1 } }, true)).toThrow(refused);
    expect(() => engine.remove('c', { status: 'a' }, true)).toThrow(refused);
    expect(() => engine.aggregate('c', [['$match', { status: 'a' }]])).toThrow(refused);
    expect(() => engine.find('c', { filter: { status: 'z' }, sort: [['dueAt', 1]] })).toThrow(/no index/);
    expect(engine.count('c', { status: { $exists: true }, dueAt: 10 })).toBe(1);
    const traces: Trace[] = [];
    expect(engine.find('c', { limit: 20 }, { onTrace: (trace) => traces.push(trace) })).toHaveLength(20);
    expect(traces).toEqual([{ collection: 'c', kind: 'read', examined: 20, matched: 20 }]);
    expect(engine.count('c', {})).toBe(300);
    expect(filled(false).count('c', { status: 'a' })).toBe(150);
  });

  const ranges: readonly (readonly [filter: object, range: object | undefined])[] = [
    [{ dueAt: { $lte: 45 } }, { bound: 45, leastKey: 10 }],
    [{ dueAt: { $lte: 10 } }, { bound: 10, leastKey: 10 }],
    [{ dueAt: { $gt: 0, $lte: 5 } }, { bound: 5, leastKey: 10 }],
    [{ dueAt: { $lte: 1e9 } }, { bound: 1e9, leastKey: 10 }],
    [{ dueAt: { $lt: 10 } }, { bound: 10, leastKey: 10 }],
    [{ dueAt: { $lte: 45 }, status: 'a' }, undefined],
    [{ dueAt: { $lte: 45 }, status: { $ne: 'a' } }, undefined],
    [{ $and: [{ dueAt: { $lte: 45 } }, { status: { $ne: 'a' } }] }, undefined],
    [{ dueAt: { $gte: 45 } }, undefined],
    [{ dueAt: 10 }, undefined],
    [{ late: { $lte: new Date(5) } }, undefined],
  ];
  test.each(ranges)('the range of %j is %j', (filter, range) => {
    const traces: Trace[] = [];
    filled().find('c', { filter, limit: 1 }, { onTrace: (trace) => traces.push(trace) });
    expect(boundsOf(traces[0])).toEqual(range);
  });

  test('a range behind an equality, in a read, a count and an aggregate', () => {
    const { engine } = testEngine({}, [
      {
        name: 'k',
        keys: [
          ['kind', 1],
          ['dueAt', 1],
        ],
      },
    ]);
    engine.insert('c', [
      { kind: 'a', dueAt: 5 },
      { kind: 'a', dueAt: 9 },
      { kind: 'b', dueAt: 7 },
      { kind: 'a', dueAt: null },
    ]);
    const traces: Trace[] = [];
    const onTrace = (trace: Trace) => traces.push(trace);
    const filter = { kind: 'a', dueAt: { $lte: 6 } };
    engine.find('c', { filter }, { onTrace });
    engine.count('c', filter, { onTrace });
    engine.aggregate('c', [['$match', filter]], { onTrace });
    engine.count('c', { kind: 'a', dueAt: { $lte: 9 } }, { onTrace });
    engine.count('c', { kind: { $in: ['a', 'b'] }, dueAt: { $lte: 5 } }, { onTrace });
    expect(traces.map(boundsOf)).toEqual([
      { bound: 6, leastKey: 5 },
      { bound: 6, leastKey: 5 },
      { bound: 6, leastKey: 5 },
      { bound: 9, leastKey: 5 },
      { bound: 5, leastKey: 5 },
    ]);
    engine.remove('c', { kind: 'a', dueAt: { $lt: 9 } }, true);
    expect(traces.map(boundsOf)).toEqual([
      { bound: 6, leastKey: 9 },
      { bound: 6, leastKey: 9 },
      { bound: 6, leastKey: 9 },
      { bound: 9, leastKey: 9 },
      { bound: 5, leastKey: 7 },
    ]);
    engine.remove('c', { kind: 'a' }, true);
    expect(boundsOf(traces[0])).toEqual({ bound: 6, leastKey: undefined });
  });
});
