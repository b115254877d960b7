import { expect } from '@jest/globals';
import { allIn, given } from './local-gateway';
import { row } from './row';
import { database as db } from './sdk';

const { aggregate: $, ..._ } = db.command;

/** Documents whose update MongoDB refuses; nothing of them may change. */
const refused: readonly (readonly [id: string, before: object, data: object])[] = [
  ['EG-01', { n: '1' }, { n: _.inc(1) }],
  ['EG-01', { n: null }, { n: _.inc(1) }],
  ['EG-02', { a: 1 }, { a: { b: 1 } }],
  ['EG-02', { a: null }, { a: { b: 1 } }],
  ['EG-03', { t: 1 }, { t: _.push(2) }],
  ['EG-03', { t: { a: 1 } }, { t: _.push([2]) }],
];

/** EG: where mingo 7.2.7 would silently do something else than MongoDB. */
export function engineGuardRows(): void {
  for (const [id, before, data] of refused) {
    row(id, async () => {
      const document = { _id: 'x', ...before };
      const name = given([document]);
      await expect(db.collection(name).doc('x').update({ data })).rejects.toMatchObject({ errCode: -502001 });
      expect(allIn(name)).toEqual([document]);
    });
  }

  row('EG-04', async () => {
    const name = given([{ _id: 'x', a: { x: 1, y: 2 } }]);
    expect(
      (
        await db
          .collection(name)
          .where({ a: _.eq({ y: 2, x: 1 }) })
          .get()
      ).data,
    ).toHaveLength(0);
    expect(
      (
        await db
          .collection(name)
          .where({ a: _.eq({ x: 1, y: 2 }) })
          .get()
      ).data,
    ).toHaveLength(1);
  });

  row('EG-05', async () => {
    const name = given([{ _id: 'missing' }, { _id: 'null', a: null }, { _id: 'one', a: 1 }]);
    const { data } = await db
      .collection(name)
      .where({ a: _.gte(null) })
      .get();
    expect(data.map(({ _id }) => _id)).toEqual(['missing', 'null']);
  });

  row('EG-06', async () => {
    const name = given([{ _id: 'x', a: 1, b: 2 }]);
    const { data } = await db.collection(name).field({ b: true, a: true }).get();
    expect(Object.keys(data[0] ?? {})).toEqual(['_id', 'a', 'b']);
    const { list } = await db.collection(name).aggregate().project({ b: 1 }).end();
    expect(Object.keys(list[0] as object)).toEqual(['_id', 'b']);
  });

  row('EG-07', async () => {
    const { list } = await db
      .collection(given([{ _id: 'x', n: 1.7 }]))
      .aggregate()
      .project({ n: $.trunc('$n') })
      .end();
    expect(list).toEqual([{ _id: 'x', n: 1 }]);
  });
}
