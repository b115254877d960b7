import { expect } from '@jest/globals';
import { allIn, given, last } from './local-gateway';
import { plainNumbers } from './plain-numbers';
import { row } from './row';
import { database as db } from './sdk';

const _ = db.command;

/** A document before, the data of an update, the update that it becomes (numbers plain), the document after. */
type UpdateRow = readonly [id: string, before: object, data: object, update: object, after: object];

const table: readonly UpdateRow[] = [
  [
    'UP-01',
    { inner: { b: 2 } },
    { n: 1, inner: { a: 9, deep: { c: 3 } } },
    { $set: { n: 1, 'inner.a': 9, 'inner.deep.c': 3 } },
    { inner: { b: 2, a: 9, deep: { c: 3 } }, n: 1 },
  ],
  [
    'UP-02',
    { t: [9], at: 0 },
    { t: [{ a: 1 }], at: new Date(5) },
    { $set: { t: [{ a: 1 }], at: { $date: { $numberLong: '5' } } } },
    { t: [{ a: 1 }], at: new Date(5) },
  ],
  ['UP-03', { n: 1 }, { n: _.inc(5) }, { $inc: { n: 5 } }, { n: 6 }],
  ['UP-03', {}, { n: _.inc(5) }, { $inc: { n: 5 } }, { n: 5 }],
  ['UP-03', { n: 3 }, { n: _.mul(5) }, { $mul: { n: 5 } }, { n: 15 }],
  ['UP-04', { n: 3 }, { n: _.min(2) }, { $min: { n: 2 } }, { n: 2 }],
  ['UP-04', { n: 3 }, { n: _.max(2) }, { $max: { n: 2 } }, { n: 3 }],
  ['UP-05', { old: 1 }, { old: _.rename('new') }, { $rename: { old: 'new' } }, { new: 1 }],
  ['UP-06', { obj: { b: 2 } }, { obj: _.set({ a: 1 }) }, { $set: { obj: { a: 1 } } }, { obj: { a: 1 } }],
  ['UP-07', { gone: 1, n: 1 }, { gone: _.remove() }, { $unset: { gone: '' } }, { n: 1 }],
  ['UP-08', { t: [1] }, { t: _.push(2) }, { $push: { t: { $each: [2] } } }, { t: [1, 2] }],
  ['UP-08', { t: [1] }, { t: _.push([2, 3]) }, { $push: { t: { $each: [2, 3] } } }, { t: [1, 2, 3] }],
  [
    'UP-09',
    { t: [4, 2] },
    { t: _.push({ each: [3, 1], position: 0, sort: 1, slice: 3 }) },
    { $push: { t: { $each: [3, 1], $position: 0, $sort: 1, $slice: 3 } } },
    { t: [1, 2, 3] },
  ],
  [
    'UP-09',
    { t: [4, 2] },
    { t: _.push({ each: [], slice: 1 }) },
    { $push: { t: { $each: [], $slice: 1 } } },
    { t: [4] },
  ],
  ['UP-10', { t: [3] }, { t: _.unshift([1, 2]) }, { $push: { t: { $each: [1, 2], $position: 0 } } }, { t: [1, 2, 3] }],
  ['UP-11', { t: [1, 2, 3] }, { t: _.pop() }, { $pop: { t: 1 } }, { t: [1, 2] }],
  ['UP-11', { t: [1, 2, 3] }, { t: _.shift() }, { $pop: { t: -1 } }, { t: [2, 3] }],
  ['UP-12', { t: [1, 2, 1] }, { t: _.pull(1) }, { $pull: { t: 1 } }, { t: [2] }],
  ['UP-12', { t: [1, 2, 3] }, { t: _.pull(_.in([1, 3])) }, { $pull: { t: { $in: [1, 3] } } }, { t: [2] }],
  [
    'UP-12',
    { t: [{ x: 1 }, { x: 5 }] },
    { t: _.pull({ x: _.gt(3) }) },
    { $pull: { t: { x: { $gt: 3 } } } },
    { t: [{ x: 1 }] },
  ],
  ['UP-13', { t: [1, 2, 3, 1] }, { t: _.pullAll([1, 3]) }, { $pullAll: { t: [1, 3] } }, { t: [2] }],
  ['UP-14', { t: [1] }, { t: _.addToSet(1) }, { $addToSet: { t: 1 } }, { t: [1] }],
  ['UP-14', { t: [1] }, { t: _.addToSet({ $each: [1, 2] }) }, { $addToSet: { t: { $each: [1, 2] } } }, { t: [1, 2] }],
  ['UP-14', { t: [1] }, { t: _.addToSet([1, 2]) }, { $addToSet: { t: [1, 2] } }, { t: [1, [1, 2]] }],
  ['UP-15', { e: { a: 1 } }, { n: 1, e: {} }, { $set: { n: 1 } }, { e: { a: 1 }, n: 1 }],
  [
    'UP-16',
    {},
    { z: _.set({ at: db.serverDate() }) },
    { $set: { z: { at: { offset: 0 } } } },
    { z: { at: { offset: 0 } } },
  ],
];

/** UP: how updates are written, and what they make of a document. */
export function updateEncodingRows(): void {
  for (const [id, before, data, update, after] of table) {
    row(id, async () => {
      const name = given([{ _id: 'x', ...before }]);
      await db.collection(name).doc('x').update({ data });
      expect(plainNumbers(last('database.modifyDocument').data)).toEqual(update);
      expect(allIn(name)).toEqual([{ _id: 'x', ...after }]);
    });
  }
}
