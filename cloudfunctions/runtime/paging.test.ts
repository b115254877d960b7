import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, inOrder, isCursor, newestBy, pageOf } from './paging';

interface Row {
  readonly at: number;
  readonly id: string;
}

const itself = (row: Row) => row;
const rows = fc.uniqueArray(fc.record({ at: fc.integer({ min: 0, max: 4 }), id: fc.stringMatching(/^[a-z:]{1,4}$/) }), {
  selector: ({ id }) => id,
});

test('paging: page by page everything is seen once, the newest first, ties by id', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 4 }), (all, limit) => {
      const seen: Row[] = [];
      let cursor: string | undefined;
      do {
        const asked = { limit, ...(cursor === undefined ? {} : { cursor }) };
        const page = pageOf(inOrder(all, asked, itself), asked, itself, itself);
        seen.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(seen).toEqual([...all].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)));
    }),
  );
});

test('paging: a page reads one row more than it shows, after its cursor', () => {
  const cursor = cursorOf({ at: 7, id: 'refunded:R1' });
  expect(newestBy('at', { cursor, limit: 3 })).toMatchObject({ limit: 4, after: { at: 7, id: 'refunded:R1' } });
  expect(newestBy('at', {})).toMatchObject({
    limit: 21,
    sort: [
      ['at', -1],
      ['_id', 1],
    ],
  });
});

test.each([
  ['one of ours', cursorOf({ at: 1_795_316_427_727, id: 'A'.repeat(20) }), true],
  ['nothing', '', false],
  ['a word', 'hello', false],
  ['an id alone', Buffer.from('ABC').toString('base64url'), false],
  ['a negative time', Buffer.from('-1.ABC').toString('base64url'), false],
  ['one of ours with something after it', `${cursorOf({ at: 1, id: 'A' })}=`, false],
])('a cursor: %s', (_, text, expected) => {
  expect(isCursor(text)).toBe(expected);
});
