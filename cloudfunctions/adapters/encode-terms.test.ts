import { expect, test } from '@jest/globals';
import cloud from 'wx-server-sdk';

import type { Changes, Where } from '../runtime/ports';
import { is, to } from '../runtime/terms';
import type { DB } from './cloud-sdk';
import { encodeChanges, encodeWhere } from './encode-terms';

cloud.init({ env: 'test' });
const db = cloud.database() as DB;

/** What reaches us from a client's JSON, or from a slip of our own, where a value is meant. */
const hostile: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['an operator', { $ne: null }],
  ['an empty object', {}],
  ['a list', ['a']],
  ['NaN', NaN],
  ['a float', 1.5],
  ['infinity', Infinity],
  ['beyond exact integers', 2 ** 53],
  ['a function', () => 1],
];

test.each(hostile)('conditions: %s throws before anything is sent', (_, value) => {
  expect(() => encodeWhere({ code: value } as Where, db)).toThrow(TypeError);
  expect(() => encodeWhere({ code: is.above(value as number) }, db)).toThrow(TypeError);
  expect(() => encodeWhere({ code: is.within(0, value as number) }, db)).toThrow(TypeError);
});

test.each(hostile)('changes: %s throws before anything is sent', (_, value) => {
  expect(() => encodeChanges({ free: value } as Changes, db)).toThrow(TypeError);
  expect(() => encodeChanges({ free: to.add(value as number) }, db)).toThrow(TypeError);
  expect(() => encodeChanges({ codes: to.keepFirst(value as number) }, db)).toThrow(TypeError);
});

test.each(['$set', 'a.$b', 'a b', '', 'a..b', '.a', 'a.', '__proto__.$x'])('paths: %j is refused', (path) => {
  expect(() => encodeWhere({ [path]: 1 }, db)).toThrow(TypeError);
});

test('conditions and changes: nothing said is refused, not taken for everything', () => {
  expect(() => encodeWhere({}, db)).toThrow(TypeError);
  expect(() => encodeChanges({}, db)).toThrow(TypeError);
});

test('changes: a stored object with a field like an operator is refused at any depth', () => {
  expect(() => encodeChanges({ a: to.be({ b: [{ $inc: 1 }] }) }, db)).toThrow(TypeError);
});

test('conditions: what `is` makes passes, and so do plain values and null', () => {
  const where = {
    a: 'x',
    b: null,
    c: is.atMost(3),
    d: is.absent(),
    e: is.oneOf(['x']),
    'f.g': true,
    h: is.within(1, 2),
  };
  expect(Object.keys(encodeWhere(where, db))).toEqual(Object.keys(where));
});
