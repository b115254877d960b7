import { expect } from '@jest/globals';
import { allIn, given, last, local } from './local-gateway';
import { row } from './row';
import { database as db } from './sdk';

const _ = db.command;
const abc = [
  { _id: 'a', n: 1, s: 'x' },
  { _id: 'b', n: 2, s: 'x' },
  { _id: 'c', n: 3, s: 'y' },
];

/** DB: what each call of a collection or document sends, does and gives. */
export function databaseActionRows(): void {
  row('DB-01', async () => {
    const answer = await db.createCollection('created');
    expect(answer).toEqual({ errMsg: 'createCollection:ok', requestId: expect.any(String) });
    expect(local.engine.hasCollection('created')).toBe(true);
  });

  row('DB-02', async () => {
    const name = given([]);
    const answer = await db.collection(name).add({ data: { _id: 'a', n: 1 } });
    expect(answer).toEqual({ _id: 'a', errMsg: 'collection.add:ok' });
    expect(last('database.insertDocument')).toMatchObject({
      collectionName: name,
      data: ['{"_id":"a","n":{"$numberInt":"1"}}'],
    });
  });

  row('DB-03', async () => {
    const { _id } = await db.collection(given([])).add({ data: {} });
    expect(_id).toMatch(/^[0-9a-f]{32}$/);
  });

  row('DB-04', async () => {
    const name = given([]);
    const answer = await db.collection(name).add({ data: [{ _id: 'a' }, { _id: 'b' }] });
    expect(answer).toEqual({ _ids: ['a', 'b'], errMsg: 'collection.add:ok' });
    expect(allIn(name)).toEqual([{ _id: 'a' }, { _id: 'b' }]);
  });

  row('DB-05', async () => {
    const name = given(abc);
    expect(await db.collection(name).doc('b').get()).toEqual({ data: abc[1], errMsg: 'document.get:ok' });
    expect(last('database.getDocument')).toMatchObject({ query: '{"_id":"b"}', queryType: 'DOC', multi: false });
  });

  row('DB-06', async () => {
    const name = given(abc);
    const query = db
      .collection(name)
      .where({ n: _.gt(0) })
      .orderBy('n', 'desc')
      .skip(1)
      .limit(1)
      .field({ n: true });
    expect(await query.get()).toEqual({ data: [{ _id: 'b', n: 2 }], errMsg: 'collection.get:ok' });
    expect(last('database.getDocument')).toMatchObject({
      queryType: 'WHERE',
      query: '{"n":{"$gt":{"$numberInt":"0"}}}',
      offset: 1,
      limit: 1,
      projection: '{"n":{"$numberInt":"1"}}',
    });
  });

  row('DB-07', async () => {
    const name = given(abc);
    const answer = await db
      .collection(name)
      .where({ s: 'x' })
      .update({ data: { n: 9 } });
    expect(answer).toEqual({ stats: { updated: 2 }, errMsg: 'collection.update:ok' });
    expect(last('database.modifyDocument')).toMatchObject({
      queryType: 'WHERE',
      multi: true,
      merge: true,
      upsert: false,
    });
    expect(allIn(name).map(({ n }) => n)).toEqual([9, 9, 3]);
  });

  row('DB-08', async () => {
    const name = given(abc);
    const answer = await db
      .collection(name)
      .where({ s: 'x' })
      .update({ data: { n: 9 }, multi: false });
    expect(answer).toMatchObject({ stats: { updated: 1 } });
    expect(allIn(name).map(({ n }) => n)).toEqual([9, 2, 3]);
  });

  row('DB-09', async () => {
    const name = given(abc);
    const found = await db
      .collection(name)
      .doc('a')
      .update({ data: { n: 9 } });
    const missing = await db
      .collection(name)
      .doc('z')
      .update({ data: { n: 9 } });
    expect(found).toEqual({ stats: { updated: 1 }, errMsg: 'document.update:ok' });
    expect(missing).toEqual({ stats: { updated: 0 }, errMsg: 'document.update:ok' });
    expect(allIn(name)).toHaveLength(3);
  });

  row('DB-10', async () => {
    const name = given([]);
    const answer = await db
      .collection(name)
      .doc('new')
      .set({ data: { n: 1 } });
    expect(answer).toEqual({ _id: 'new', stats: { updated: 0, created: 1 }, errMsg: 'document.set:ok' });
    expect(last('database.modifyDocument')).toMatchObject({ multi: false, merge: false, upsert: true });
    expect(allIn(name)).toEqual([{ _id: 'new', n: 1 }]);
  });

  row(['DB-11', 'TP-03'], async () => {
    const name = given(abc);
    const answer = await db
      .collection(name)
      .doc('a')
      .set({ data: { other: { deep: 1 } } });
    expect(answer).toEqual({ _id: 'a', stats: { updated: 1, created: 0 }, errMsg: 'document.set:ok' });
    expect(allIn(name)[0]).toEqual({ _id: 'a', other: { deep: 1 } });
  });

  row('DB-12', async () => {
    const name = given(abc);
    const found = await db.collection(name).doc('a').remove();
    const missing = await db.collection(name).doc('a').remove();
    expect(found).toEqual({ stats: { removed: 1 }, errMsg: 'document.remove:ok' });
    expect(missing).toEqual({ stats: { removed: 0 }, errMsg: 'document.remove:ok' });
  });

  row('DB-13', async () => {
    const name = given(abc);
    const one = await db.collection(name).where({ s: 'x' }).remove({ multi: false });
    const others = await db
      .collection(name)
      .where({ n: _.gt(0) })
      .remove();
    expect([one.stats, others]).toEqual([{ removed: 1 }, { stats: { removed: 2 }, errMsg: 'collection.remove:ok' }]);
    expect(last('database.removeDocument')).toMatchObject({ queryType: 'WHERE', multi: true });
  });

  row(['DB-14', 'TP-01'], async () => {
    const name = given(abc);
    expect((await db.collection(name).get()).data).toHaveLength(3);
    expect(last('database.getDocument').query).toBeUndefined();
    expect((await db.collection(name).where({}).get()).data).toHaveLength(3);
    expect(last('database.getDocument').query).toBe('{}');
    expect((await db.collection(name).remove()).stats).toEqual({ removed: 3 });
    expect(last('database.removeDocument').query).toBe('');
  });

  row('DB-15', async () => {
    const name = given(abc);
    const answer = await db.collection(name).where({ s: 'x' }).count();
    expect(answer).toEqual({ total: 2, errMsg: 'collection.count:ok' });
    expect(last('database.calculateDocument')).toMatchObject({ queryType: 'WHERE', query: '{"s":"x"}' });
  });

  row('DB-16', async () => {
    const name = given(Array.from({ length: 101 }, (unused, n) => ({ _id: n })));
    expect((await db.collection(name).get()).data).toHaveLength(100);
    expect(last('database.getDocument').limit).toBe(100);
  });

  row('DB-17', async () => {
    const name = given(Array.from({ length: 1001 }, (unused, n) => ({ _id: n })));
    expect((await db.collection(name).limit(5000).get()).data).toHaveLength(1000);
    expect(last('database.getDocument').limit).toBe(1000);
    expect((await db.collection(name).limit(0).get()).data).toHaveLength(100);
  });

  row('DB-18', async () => {
    const name = given(abc);
    const { data } = await db.collection(name).orderBy('s', 'desc').orderBy('n', 'desc').get();
    expect(data.map(({ _id }) => _id)).toEqual(['c', 'b', 'a']);
    expect(last('database.getDocument').order).toBe('{"s":{"$numberInt":"-1"},"n":{"$numberInt":"-1"}}');
  });

  row('DB-19', async () => {
    const name = given(abc);
    const kept = await db.collection(name).doc('a').field({ n: true }).get();
    const left = await db.collection(name).doc('a').field({ n: false }).get();
    expect([kept.data, left.data]).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'a', s: 'x' },
    ]);
  });

  row('DB-20', async () => {
    const name = given([
      { _id: 5, kind: 'number' },
      { _id: '5', kind: 'text' },
    ]);
    expect((await db.collection(name).doc(5).get()).data).toEqual({ _id: 5, kind: 'number' });
    expect(last('database.getDocument').query).toBe('{"_id":{"$numberInt":"5"}}');
    expect((await db.collection(name).doc('5').get()).data).toEqual({ _id: '5', kind: 'text' });
  });

  row('DB-21', async () => {
    local.actAs({ openid: 'o-person', appid: 'wx-app', source: 'wx_client' });
    const name = given([]);
    await db.collection(name).add({ data: { _id: 'a' } });
    expect(allIn(name)).toEqual([{ _id: 'a' }]);
  });

  row('DB-22', async () => {
    const name = given([{ _id: 'a', n: 1 }]);
    await db.collection(name).get();
    expect(local.lastAnswer()).toMatchObject({ data: { list: ['{"_id":"a","n":1}'] } });
  });

  row('DB-23', async () => {
    const read = db.collection('sys_secrets').get();
    await expect(read).rejects.toMatchObject({ errCode: -502005 });
    await expect(db.collection('sys_secrets').add({ data: {} })).rejects.toMatchObject({ errCode: -502005 });
    await expect(db.createCollection('sys_mine')).rejects.toMatchObject({ code: 'DATABASE_PERMISSION_DENIED' });
  });

  row(['DB-24', 'TP-02'], async () => {
    const name = given(abc);
    const answer = await db
      .collection(name)
      .doc('a')
      .update({ data: { e: {} } });
    expect(answer).toMatchObject({ stats: { updated: 0 } });
    expect(last('database.modifyDocument')).toMatchObject({ data: '{}', merge: true });
    expect(allIn(name)).toEqual(abc);
  });

  row('DB-25', async () => {
    const name = given(abc);
    expect(
      await db
        .collection(name)
        .where({ s: 'x' })
        .update({ data: { n: 1 } }),
    ).toMatchObject({ stats: { updated: 1 } });
    expect(
      await db
        .collection(name)
        .where({ s: 'x' })
        .update({ data: { n: 1 } }),
    ).toMatchObject({ stats: { updated: 0 } });
  });

  row('DB-26', async () => {
    const name = given([{ _id: 'b', first: true }]);
    const added = db.collection(name).add({ data: [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }] });
    await expect(added).rejects.toMatchObject({ errCode: -502001 });
    expect(allIn(name)).toEqual([{ _id: 'a' }, { _id: 'b', first: true }]);
  });

  row('DB-27', async () => {
    const name = given([{ _id: 'a', t: [1, 2, 3], u: [{ p: 1 }, { p: 5 }] }]);
    const fields = { t: { $slice: 2 }, u: { $elemMatch: { p: 5 } } };
    expect((await db.collection(name).field(fields).get()).data).toEqual([{ _id: 'a', t: [1, 2], u: [{ p: 5 }] }]);
  });
}
