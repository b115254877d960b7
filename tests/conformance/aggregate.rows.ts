import { expect } from '@jest/globals';
import { given, last } from './local-gateway';
import { plainNumbers } from './plain-numbers';
import { row } from './row';
import { database as db, type Pipeline } from './sdk';

const { aggregate: $, ..._ } = db.command;
const sales = [
  { _id: 1, g: 'A', n: 1, t: ['p', 'q'] },
  { _id: 2, g: 'A', n: 2, t: ['q'] },
  { _id: 3, g: 'B', n: 5, t: [] },
];

/** Stages as they went over the wire, whole numbers written plainly. */
function stages(): unknown {
  const sent = last('database.aggregateDocuments').stages as { stageKey: string; stageValue: string }[];
  return sent.map(({ stageKey, stageValue }) => [stageKey, plainNumbers(stageValue)]);
}

async function resultsOf(build: (pipeline: Pipeline) => Pipeline, documents: object[] = sales): Promise<unknown[]> {
  const { list, errMsg } = await build(db.collection(given(documents)).aggregate()).end();
  expect(errMsg).toBe('collection.aggregate:ok');
  return list;
}

/** AG: how pipelines are written, and what they give. */
export function aggregateRows(): void {
  row('AG-01', async () => {
    const group = {
      _id: '$g',
      total: $.sum('$n'),
      count: $.sum(1),
      mean: $.avg('$n'),
      least: $.min('$n'),
      most: $.max('$n'),
      head: $.first('$n'),
      all: $.push('$n'),
    };
    const results = await resultsOf((p) =>
      p
        .match({ n: _.gt(0) })
        .group(group)
        .sort({ _id: 1 }),
    );
    expect(stages()).toEqual([
      ['$match', { n: { $gt: 0 } }],
      [
        '$group',
        {
          _id: '$g',
          total: { $sum: '$n' },
          count: { $sum: 1 },
          mean: { $avg: '$n' },
          least: { $min: '$n' },
          most: { $max: '$n' },
          head: { $first: '$n' },
          all: { $push: '$n' },
        },
      ],
      ['$sort', { _id: 1 }],
    ]);
    expect(results).toEqual([
      { _id: 'A', total: 3, count: 2, mean: 1.5, least: 1, most: 2, head: 1, all: [1, 2] },
      { _id: 'B', total: 5, count: 1, mean: 5, least: 5, most: 5, head: 5, all: [5] },
    ]);
  });

  row('AG-02', async () => {
    const results = await resultsOf((p) => p.sort({ n: -1 }).skip(1).limit(1));
    expect(stages()).toEqual([
      ['$sort', { n: -1 }],
      ['$skip', 1],
      ['$limit', 1],
    ]);
    expect(results).toEqual([sales[1]]);
  });

  row('AG-03', async () => {
    const results = await resultsOf((p) => p.addFields({ twice: $.multiply(['$n', 2]) }).project({ _id: 0, twice: 1 }));
    expect(results).toEqual([{ twice: 2 }, { twice: 4 }, { twice: 10 }]);
  });

  row('AG-04', async () => {
    expect(await resultsOf((p) => p.count('num'))).toEqual([{ num: 3 }]);
    expect(last('database.aggregateDocuments').stages).toEqual([{ stageKey: '$count', stageValue: '"num"' }]);
    expect(await resultsOf((p) => p.sortByCount('$g'))).toEqual([
      { _id: 'A', count: 2 },
      { _id: 'B', count: 1 },
    ]);
    expect(last('database.aggregateDocuments').stages).toEqual([{ stageKey: '$sortByCount', stageValue: '"$g"' }]);
  });

  row('AG-05', async () => {
    const unwound = await resultsOf((p) => p.unwind('$t').project({ _id: 0, t: 1 }));
    expect(unwound).toEqual([{ t: 'p' }, { t: 'q' }, { t: 'q' }]);
    const inner = await resultsOf((p) => p.replaceRoot({ newRoot: '$o' }), [{ _id: 1, o: { a: 1 } }]);
    expect(inner).toEqual([{ a: 1 }]);
  });

  row('AG-06', async () => {
    const output = { count: $.sum(1) };
    const buckets = await resultsOf((p) => p.bucket({ groupBy: '$n', boundaries: [0, 2, 10], output }));
    expect(buckets).toEqual([
      { _id: 0, count: 1 },
      { _id: 2, count: 2 },
    ]);
    const auto = await resultsOf((p) => p.bucketAuto({ groupBy: '$n', buckets: 1 }));
    expect(auto).toEqual([{ _id: { min: 1, max: 5 }, count: 3 }]);
  });

  row('AG-07', async () => {
    const groups = given([{ _id: 'A', title: 'first' }]);
    const lookup = { from: groups, localField: 'g', foreignField: '_id', as: 'group' };
    const results = await resultsOf((p) => p.lookup(lookup).project({ group: 1 }));
    expect(results).toEqual([
      { _id: 1, group: [{ _id: 'A', title: 'first' }] },
      { _id: 2, group: [{ _id: 'A', title: 'first' }] },
      { _id: 3, group: [] },
    ]);
  });

  row('AG-08', async () => {
    const groups = given([
      { _id: 'A', size: 1 },
      { _id: 'B', size: 2 },
    ]);
    const pipeline = $.pipeline()
      .match({ size: _.gt(1) })
      .project({ _id: 1 })
      .done();
    const results = await resultsOf((p) => p.lookup({ from: groups, pipeline, as: 'big' }).limit(1));
    expect(stages()).toEqual([
      ['$lookup', { from: groups, pipeline: [{ $match: { size: { $gt: 1 } } }, { $project: { _id: 1 } }], as: 'big' }],
      ['$limit', 1],
    ]);
    expect(results).toEqual([{ ...sales[0], big: [{ _id: 'B' }] }]);
  });

  row('AG-09', async () => {
    expect(await resultsOf((p) => p.sample({ size: 2 }))).toHaveLength(2);
  });

  row('AG-10', () => {
    const pipeline = db.collection(given(sales)).aggregate();
    expect(() => pipeline.facet({})).toThrow(TypeError);
    expect(() => pipeline.out('elsewhere')).toThrow(TypeError);
  });

  row('AG-11', async () => {
    const many = Array.from({ length: 25 }, (unused, n) => ({ _id: n }));
    expect(await resultsOf((p) => p.match({}), many)).toHaveLength(20);
    expect(await resultsOf((p) => p.match({}).limit(100), many)).toHaveLength(25);
  });

  row('AG-12', async () => {
    const lookup = { from: 'sys_secrets', localField: 'g', foreignField: '_id', as: 'secret' };
    const direct = db.collection(given(sales)).aggregate().lookup(lookup).end();
    await expect(direct).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
    const pipeline = $.pipeline().lookup(lookup).done();
    const nested = db
      .collection(given(sales))
      .aggregate()
      .lookup({ from: given([]), pipeline, as: 'x' })
      .end();
    await expect(nested).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' });
  });

  row('TP-05', async () => {
    const pipeline = db.collection(given(sales)).aggregate().match({ g: 'A' });
    await pipeline.limit(1).end();
    await pipeline.limit(5).end();
    expect(stages()).toEqual([
      ['$match', { g: 'A' }],
      ['$limit', 1],
      ['$limit', 5],
    ]);
  });
}
