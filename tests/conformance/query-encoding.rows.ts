import { expect } from '@jest/globals';
import { given, last } from './local-gateway';
import { plainNumbers } from './plain-numbers';
import { row } from './row';
import { database as db } from './sdk';

const _ = db.command;

/** A where, the query that it becomes (numbers plain, for the reader's sake), and the ids of what it finds. */
type QueryRow = readonly [id: string, condition: object, query: object, found: readonly string[]];

const numbers = [
  { _id: 'a', n: 1, s: 'x' },
  { _id: 'b', n: 2, s: 'y' },
  { _id: 'c', n: 30, s: 'xy', m: 30 },
];

const numberRows: readonly QueryRow[] = [
  ['QU-01', { n: 1 }, { n: 1 }, ['a']],
  ['QU-01', { n: _.eq(1) }, { n: { $eq: 1 } }, ['a']],
  ['QU-02', { n: _.neq(1) }, { n: { $ne: 1 } }, ['b', 'c']],
  ['QU-02', { n: _.in([1, 30]) }, { n: { $in: [1, 30] } }, ['a', 'c']],
  ['QU-02', { n: _.nin([1, 30]) }, { n: { $nin: [1, 30] } }, ['b']],
  ['QU-03', { n: _.lt(2) }, { n: { $lt: 2 } }, ['a']],
  ['QU-03', { n: _.lte(2) }, { n: { $lte: 2 } }, ['a', 'b']],
  ['QU-03', { n: _.gt(2) }, { n: { $gt: 2 } }, ['c']],
  ['QU-03', { n: _.gte(2) }, { n: { $gte: 2 } }, ['b', 'c']],
  ['QU-04', { m: _.exists(false) }, { m: { $exists: false } }, ['a', 'b']],
  ['QU-04', { n: _.mod(2, 1) }, { n: { $mod: [2, 1] } }, ['a']],
  ['QU-06', { n: _.gte(1).and(_.lte(2)) }, { $and: [{ n: { $gte: 1 } }, { n: { $lte: 2 } }] }, ['a', 'b']],
  ['QU-06', { n: _.and([_.gt(1), _.lt(3)]) }, { $and: [{ n: { $gt: 1 } }, { n: { $lt: 3 } }] }, ['b']],
  ['QU-07', { n: _.or(_.eq(1), _.gt(20)) }, { $or: [{ n: { $eq: 1 } }, { n: { $gt: 20 } }] }, ['a', 'c']],
  ['QU-08', _.or([{ n: 1 }, { s: 'y' }]), { $or: [{ n: 1 }, { s: 'y' }] }, ['a', 'b']],
  ['QU-08', _.and([{ n: 1 }, { s: 'y' }]), { $and: [{ n: 1 }, { s: 'y' }] }, []],
  ['QU-08', _.nor([{ n: 1 }, { s: 'y' }]), { $nor: [{ n: 1 }, { s: 'y' }] }, ['c']],
  ['QU-09', { n: _.not(_.gt(5)) }, { n: { $not: { $gt: 5 } } }, ['a', 'b']],
  ['QU-09', { s: _.not(/^x/i) }, { s: { $not: { $regularExpression: { pattern: '^x', options: 'i' } } } }, ['b']],
  ['QU-12', _.expr(_.aggregate.gt(['$n', 5])), { $expr: { $gt: ['$n', 5] } }, ['c']],
  [
    'QU-13',
    { n: _.or(_.eq(1), _.eq(2)), s: _.or(_.eq('x'), _.eq('xy')) },
    { $or: [{ n: { $eq: 1 } }, { n: { $eq: 2 } }, { s: { $eq: 'x' } }, { s: { $eq: 'xy' } }] },
    ['a', 'b', 'c'],
  ],
  ['QU-14', { a: {} }, {}, ['a', 'b', 'c']],
  ['QU-15', { n: 1, z: undefined }, { n: 1 }, ['a']],
  ['QU-17', { $or: [{ n: 1 }, { n: { $gt: 20 } }] }, { $or: [{ n: 1 }, { n: { $gt: 20 } }] }, ['a', 'c']],
];

const shapes = [
  { _id: 'a', t: [1, 2], o: { x: 1, y: { z: 2 } }, p: [{ q: 1 }] },
  { _id: 'b', t: [1, 2, 4], o: { x: 1, y: { z: 2, w: 3 } }, p: [{ q: 9 }] },
];

const shapeRows: readonly QueryRow[] = [
  ['QU-05', { t: _.all([2, 4]) }, { t: { $all: [2, 4] } }, ['b']],
  ['QU-05', { t: _.size(2) }, { t: { $size: 2 } }, ['a']],
  ['QU-10', { p: _.elemMatch({ q: _.gt(3) }) }, { p: { $elemMatch: { q: { $gt: 3 } } } }, ['b']],
  ['QU-10', { t: _.elemMatch(_.gt(3)) }, { t: { $elemMatch: { $gt: 3 } } }, ['b']],
  ['QU-11', { o: { x: 1, y: { z: 2 } } }, { 'o.x': 1, 'o.y.z': 2 }, ['a', 'b']],
  ['QU-11', { o: _.eq({ x: 1, y: { z: 2 } }) }, { o: { $eq: { x: 1, y: { z: 2 } } } }, ['a']],
];

/** QU: how conditions are written, and what they find. */
export function queryEncodingRows(): void {
  for (const [documents, table] of [
    [numbers, numberRows],
    [shapes, shapeRows],
  ] as const) {
    for (const [id, condition, query, found] of table) {
      row(id, async () => {
        const { data } = await db.collection(given(documents)).where(condition).get();
        expect(plainNumbers(last('database.getDocument').query)).toEqual(query);
        expect(data.map(({ _id }) => _id)).toEqual(found);
      });
    }
  }

  row('QU-15', () => {
    expect(() => db.collection(given(numbers)).where({ n: undefined })).toThrow();
  });

  row('QU-16', async () => {
    const asked = db
      .collection(given(numbers))
      .where({ n: _.or([1, 2]) })
      .get();
    await expect(asked).rejects.toMatchObject({ errCode: -502001 });
    expect(plainNumbers(last('database.getDocument').query)).toEqual({ $or: [1, 2] });
  });
}
