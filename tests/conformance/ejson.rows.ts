import { expect } from '@jest/globals';
import { given, last, NOW } from './local-gateway';
import { row } from './row';
import { database as db, type Answer } from './sdk';

const _ = db.command;

/** The only document of the last insert, as it was written to the wire. */
function sent(): unknown {
  return JSON.parse((last('database.insertDocument').data as string[])[0] ?? '');
}

/** Adds one document through the SDK and gives it back as the SDK reads it. */
async function roundTrip(name: string, document: object): Promise<Answer> {
  await db.collection(name).add({ data: { _id: 'x', ...document } });
  return (await db.collection(name).doc('x').get()).data;
}

const values: readonly (readonly [id: string, document: object, wire: object, back: object])[] = [
  [
    'EJ-01',
    { a: 1, b: -2147483648 },
    { a: { $numberInt: '1' }, b: { $numberInt: '-2147483648' } },
    { a: 1, b: -2147483648 },
  ],
  ['EJ-02', { a: 2147483648 }, { a: { $numberLong: '2147483648' } }, { a: 2147483648 }],
  [
    'EJ-03',
    { a: 1.5, b: NaN, c: -Infinity, d: 1e300 },
    {
      a: { $numberDouble: '1.5' },
      b: { $numberDouble: 'NaN' },
      c: { $numberDouble: '-Infinity' },
      d: { $numberDouble: '1e+300' },
    },
    { a: 1.5, b: NaN, c: -Infinity, d: 1e300 },
  ],
  ['EJ-04', { a: 'x"é团', b: true, c: null }, { a: 'x"é团', b: true, c: null }, { a: 'x"é团', b: true, c: null }],
  ['EJ-05', { a: undefined, b: [1, undefined] }, { b: [{ $numberInt: '1' }, null] }, { b: [1, null] }],
  [
    'EJ-06',
    { at: new Date(1_700_000_000_000), list: [new Date(-1)] },
    { at: { $date: { $numberLong: '1700000000000' } }, list: [{ $date: { $numberLong: '-1' } }] },
    { at: new Date(1_700_000_000_000), list: [new Date(-1)] },
  ],
  ['EJ-12', { b: Buffer.from('lost') }, { b: { type: 'Buffer', data: [] } }, { b: { type: 'Buffer', data: [] } }],
  ['EJ-13', { m: new Map([['a', 1]]) }, { m: {} }, { m: {} }],
  ['EJ-17', { z: -0 }, { z: { $numberInt: '0' } }, { z: 0 }],
];

/** EJ: how values travel there and back. */
export function ejsonRows(): void {
  for (const [id, document, wire, back] of values) {
    row(id, async () => {
      expect(await roundTrip(given([]), document)).toEqual({ _id: 'x', ...back });
      expect(sent()).toEqual({ _id: 'x', ...wire });
    });
  }

  row('EJ-07', async () => {
    const stored = await roundTrip(given([]), { at: db.serverDate(), later: db.serverDate({ offset: 1000 }) });
    expect(sent()).toEqual({
      _id: 'x',
      at: { $tcb_server_date: { offset: { $numberInt: '0' } } },
      later: { $tcb_server_date: { offset: { $numberInt: '1000' } } },
    });
    expect(stored).toEqual({ _id: 'x', at: new Date(NOW), later: new Date(NOW + 1000) });
  });

  row('EJ-08', async () => {
    const past = { _id: 'past', at: new Date(NOW - 1) };
    const name = given([past, { _id: 'future', at: new Date(NOW + 1) }]);
    const { data } = await db
      .collection(name)
      .where({ at: _.lt(db.serverDate()) })
      .get();
    expect(data).toEqual([past]);
    expect(JSON.parse(last('database.getDocument').query as string)).toEqual({
      at: { $lt: { $tcb_server_date: { offset: { $numberInt: '0' } } } },
    });
  });

  row('EJ-09', async () => {
    const name = given([{ _id: 'x', list: [] }]);
    const data = { at: db.serverDate(), list: _.push([db.serverDate(), { at: db.serverDate() }]) };
    await db.collection(name).doc('x').update({ data });
    expect((await db.collection(name).doc('x').get()).data).toEqual({
      _id: 'x',
      at: new Date(NOW),
      list: [new Date(NOW), { at: new Date(NOW) }],
    });
  });

  row('EJ-10', async () => {
    const name = given([
      { _id: 'a', s: 'Xylophone' },
      { _id: 'b', s: 'violin' },
    ]);
    const byLiteral = await db.collection(name).where({ s: /^x/i }).get();
    expect(JSON.parse(last('database.getDocument').query as string)).toEqual({
      s: { $regularExpression: { pattern: '^x', options: 'i' } },
    });
    const byCall = await db
      .collection(name)
      .where({ s: db.RegExp({ regexp: '^x', options: 'i' }) })
      .get();
    expect([byLiteral.data, byCall.data]).toEqual([[{ _id: 'a', s: 'Xylophone' }], [{ _id: 'a', s: 'Xylophone' }]]);
  });

  row('EJ-11', async () => {
    const stored = await roundTrip(given([]), { place: new db.Geo.Point(113, 23.5) });
    expect(sent()).toEqual({
      _id: 'x',
      place: { type: 'Point', coordinates: [{ $numberInt: '113' }, { $numberDouble: '23.5' }] },
    });
    expect(stored.place).toEqual(new db.Geo.Point(113, 23.5));
  });

  row('EJ-14', async () => {
    const added = db.collection(given([])).add({ data: { n: 1n } });
    await expect(added).rejects.toMatchObject({ errCode: -1 });
  });

  row('EJ-15', async () => {
    const name = given([]);
    const { _id } = await db.collection(name).add({ data: { n: 1 } });
    const { data } = await db.collection(name).get();
    expect(typeof _id).toBe('string');
    expect(data).toEqual([{ _id, n: 1 }]);
  });

  row('EJ-16', async () => {
    const point = { type: 'Point', coordinates: [113, 23.5] };
    const name = given([{ _id: 'x', at: new Date(5), point }]);
    const { list } = await db.collection(name).aggregate().match({ _id: 'x' }).end();
    expect(list).toStrictEqual([{ _id: 'x', at: new Date(5), point }]);
  });
}
