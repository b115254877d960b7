import { EJSON } from 'bson';
import fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { readEjson, writeEjson } from './ejson';

const date = fc.date({ noInvalidDate: true });
const key = fc.string().filter((name) => !name.startsWith('$'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true }).filter((number) => !Object.is(number, -0)),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    date,
    fc.array(tie('value')),
    fc.dictionary(key, tie('value'), { noNullPrototype: true }),
  ),
}));

test('readEjson: reads what bson writes, in both forms', () => {
  fc.assert(
    fc.property(value, (original) => {
      for (const relaxed of [true, false])
        expect(readEjson(EJSON.stringify({ original }, { relaxed }))).toEqual({ original });
    }),
  );
});

test('writeEjson: bson reads what was written', () => {
  fc.assert(fc.property(value, (original) => expect(EJSON.parse(writeEjson({ original }))).toEqual({ original })));
});

test.each([
  [
    'a pattern without the flags that mean nothing here',
    '{"$regularExpression":{"pattern":"^x","options":"igu"}}',
    /^x/i,
  ],
  ['a date as text', '{"$date":"2026-11-22T00:00:00Z"}', new Date(Date.UTC(2026, 10, 22))],
  ['NaN', '{"$numberDouble":"NaN"}', NaN],
  ['a marker of the server time', '{"$tcb_server_date":{"offset":0}}', { $tcb_server_date: { offset: 0 } }],
  ['an operator', '{"$gt":{"$numberInt":"1"}}', { $gt: 1 }],
  ['a wrapper with company', '{"$numberInt":"1","other":true}', { $numberInt: '1', other: true }],
])('readEjson: %s', (_what, text, expected) => {
  expect(readEjson(text)).toEqual(expected);
});
