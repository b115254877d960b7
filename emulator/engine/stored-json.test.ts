import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeDocument, encodeDocument } from './stored-json';

test('stored json: dates and odd numbers survive, in subdocuments and arrays', () => {
  const document = {
    _id: 7,
    at: new Date(5),
    list: [new Date(6), NaN, -0, [Infinity]],
    in: { n: -Infinity, s: '$date', z: null },
  };
  expect(decodeDocument(encodeDocument(document))).toStrictEqual(document);
});

test('stored json: any document comes back as it was', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true }),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.string().filter((name) => !name.startsWith('$') && name !== '__proto__'),
        tie('any'),
        { maxKeys: 3, noNullPrototype: true },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(fc.string(), value, (_id, any) => {
      const document = { _id, any };
      expect(decodeDocument(encodeDocument(document))).toStrictEqual(document);
    }),
  );
});
