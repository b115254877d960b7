import { describe, expect, test } from '@jest/globals';
import { compileUpdate } from './apply-update';
import type { Document } from './document';

const at = (ms: number) => new Date(ms);

type Row = readonly [before: object, update: object, after: object];

const rows: readonly Row[] = [
  [{ a: 1 }, { $set: { a: 2, 'b.c': 3 } }, { a: 2, b: { c: 3 } }],
  [{ a: { x: 1 } }, { $set: { a: { y: 1 } } }, { a: { y: 1 } }],
  [{ a: [1, 2] }, { $set: { 'a.3': 4 } }, { a: [1, 2, null, 4] }],
  [{ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { a: [{ b: 2 }] }],
  [{ a: 1, b: { c: 1, d: 2 } }, { $unset: { a: '', 'b.c': '', 'x.y': '' } }, { b: { d: 2 } }],
  [{ a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
  [{ a: 1 }, { $inc: { a: -3, b: 2, 'c.d': 1 } }, { a: -2, b: 2, c: { d: 1 } }],
  [{ a: 2 }, { $mul: { a: 3, b: 5 } }, { a: 6, b: 0 }],
  [{ a: 2, s: 'x' }, { $min: { a: 3, b: 1, s: 5 } }, { a: 2, s: 5, b: 1 }],
  [{ a: 2, d: at(5), n: null }, { $max: { a: 3, d: at(9), n: 0 } }, { a: 3, d: at(9), n: 0 }],
  [{ a: 1, b: 2 }, { $rename: { a: 'c.d', x: 'y' } }, { b: 2, c: { d: 1 } }],
  [{ a: 13 }, { $bit: { a: { and: 10 }, b: { or: 5 } } }, { a: 8, b: 5 }],
  [{ a: [1] }, { $push: { a: 2, b: { x: 1 } } }, { a: [1, 2], b: [{ x: 1 }] }],
  [{ a: [1] }, { $push: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  [{ a: [3] }, { $push: { a: { $each: [1, 2], $sort: 1, $slice: 2 } } }, { a: [1, 2] }],
  [{ a: [3] }, { $push: { a: { $each: [1], $position: 0 } } }, { a: [1, 3] }],
  [{ a: [{ x: 2 }] }, { $push: { a: { $each: [{ x: 1 }], $sort: { x: 1 } } } }, { a: [{ x: 1 }, { x: 2 }] }],
  [{ a: [1, 2, 3] }, { $push: { a: { $each: [4], $slice: -2 } } }, { a: [3, 4] }],
  [{ a: [1, 2, 3] }, { $pop: { a: 1, b: 1 } }, { a: [1, 2] }],
  [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  [{ a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  [{ a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } }, { a: [1] }],
  [{ a: [1, 5, 9] }, { $pull: { a: { $in: [1, 9] } } }, { a: [5] }],
  [{ a: [{ x: 1, y: 2 }, { x: 3 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 3 }] }],
  [{ a: [{ x: 1 }, { x: 4 }] }, { $pull: { a: { x: { $gt: 3 } } } }, { a: [{ x: 1 }] }],
  [{ a: ['ab', 'c'] }, { $pull: { a: /^a/ } }, { a: ['c'] }],
  [{ a: [1, 2, 3] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  [{ a: [1] }, { $addToSet: { a: 1, b: { x: 1 } } }, { a: [1], b: [{ x: 1 }] }],
  [{ a: [1] }, { $addToSet: { a: { $each: [1, 2, 2] } } }, { a: [1, 2] }],
  [{ a: [1] }, { $addToSet: { a: [2, 3] } }, { a: [1, [2, 3]] }],
  [{ h: { A: 1 } }, { $set: { 'h.B': 1 }, $unset: { 'h.A': '' }, $inc: { n: 1 } }, { h: { B: 1 }, n: 1 }],
  [{ a: 1 }, { $set: { z: undefined, y: { k: undefined, l: 1 } } }, { a: 1, y: { l: 1 } }],
];

const unchanged: readonly (readonly [object, object])[] = [
  [{ a: 1 }, {}],
  [{ a: { x: at(1) } }, { $set: { a: { x: at(1) } } }],
  [{ a: 1 }, { $inc: { a: 0 } }],
  [{ a: 1 }, { $unset: { b: '' } }],
  [{ a: [1] }, { $addToSet: { a: 1 } }],
  [{ a: [1] }, { $pull: { a: 2, b: 2 } }],
  [{ a: NaN }, { $set: { a: NaN } }],
  [{}, { $unset: { 'a.b': '' }, $pop: { c: 1 } }],
];

const refused: readonly (readonly [object, object, RegExp])[] = [
  [{ a: 'x' }, { $inc: { a: 1 } }, /Cannot apply \$inc to a value of non-numeric type/],
  [{ a: null }, { $inc: { a: 1 } }, /non-numeric type null/],
  [{ a: 1 }, { $inc: { a: '1' } }, /Cannot increment with non-numeric argument/],
  [{ a: [] }, { $mul: { a: 2 } }, /Cannot apply \$mul/],
  [{ a: 1 }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element {a: 1}/],
  [{ a: null }, { $set: { 'a.b': 1 } }, /Cannot create field 'b' in element {a: null}/],
  [{ a: [1] }, { $set: { 'a.b': 1 } }, /Cannot create field 'b'/],
  [{ a: 1 }, { $push: { a: 1 } }, /must be an array/],
  [{ a: null }, { $push: { a: 1 } }, /must be an array/],
  [{ a: 1 }, { $addToSet: { a: 1 } }, /must be an array/],
  [{ a: 1 }, { $pull: { a: 1 } }, /must be an array/],
  [{ a: 'x' }, { $pullAll: { a: ['x'] } }, /must be an array/],
  [{ a: 1 }, { $pop: { a: 1 } }, /must be an array/],
  [{ a: [1] }, { $pop: { a: 2 } }, /\$pop expects 1 or -1/],
  [{ a: [1] }, { $push: { a: { $each: [1], $foo: 1 } } }, /Unrecognized clause in \$push: \$foo/],
  [{ a: [1] }, { $push: { a: { $each: 1 } } }, /\$each/],
  [{}, { $set: { a: 1, 'a.b': 1 } }, /Updating the path 'a.b' would create a conflict at 'a'/],
  [{}, { $set: { a: 1 }, $inc: { a: 1 } }, /Updating the path 'a' would create a conflict at 'a'/],
  [{}, { $set: { 'a.b.c': 1 }, $unset: { a: '' } }, /conflict at 'a'/],
  [{}, { $rename: { a: 'b' }, $set: { b: 1 } }, /conflict at 'b'/],
  [{}, { $foo: { a: 1 } }, /Unknown modifier: \$foo/],
  [{}, { $set: 5 }, /Modifiers operate on fields/],
  [{}, { a: 1 }, /Modifiers operate on fields|Unknown modifier/],
  [{}, { $set: { _id: 'other' } }, /immutable field '_id'/],
  [{}, { $unset: { _id: '' } }, /immutable field '_id'/],
  [{}, { $set: { a: { $x: 1 } } }, /dollar \(\$\) prefixed field '\$x' in 'a.\$x'/],
  [{}, { $push: { a: { $each: [{ $x: 1 }] } } }, /dollar/],
  [{}, { $set: { 'a..b': 1 } }, /empty field name/],
  [{ a: [1] }, { $set: { 'a.$': 1 } }, /positional operator/],
  [{ a: 1.5 }, { $bit: { a: { and: 1 } } }, /\$bit/],
  [{ a: 1 }, { $bit: { a: { nand: 1 } } }, /\$bit/],
];

describe('update', () => {
  test.each(rows)('%j %j', (fields, update, after) => {
    const before: Document = { _id: 'd', ...fields };
    const copy = structuredClone(before);
    expect(compileUpdate(update)(before)).toEqual({ _id: 'd', ...after });
    expect(before).toEqual(copy);
  });

  test.each(unchanged)('%j %j changes nothing', (fields, update) => {
    const before: Document = { _id: 'd', ...fields };
    expect(compileUpdate(update)(before)).toBe(before);
  });

  test.each(refused)('%j %j is refused', (fields, update, message) => {
    const before: Document = { _id: 'd', ...fields };
    expect(() => compileUpdate(update)(before)).toThrow(message);
  });

  test('copies only what lies on the path', () => {
    const before = { _id: 'd', far: { x: 1 }, near: { kept: { y: 1 }, n: 1 } };
    const after = compileUpdate({ $inc: { 'near.n': 1 } })(before) as unknown as typeof before;
    expect(after.far).toBe(before.far);
    expect(after.near.kept).toBe(before.near.kept);
    expect(after.near).not.toBe(before.near);
  });
});
