import { expect } from '@jest/globals';
import { setConsent } from '../../emulator/wechat/subscribe-message';
import { allIn, given, local } from './local-gateway';
import { row } from './row';
import { database as db, sdk } from './sdk';

const _ = db.command;

/** ER: what a program sees of a refusal. */
export function errorRows(): void {
  row(['ER-01', 'ER-05'], async () => {
    const refused = await db
      .collection('nowhere')
      .where({ n: 1 })
      .get()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      errCode: -502005,
      errMsg:
        'collection.get:fail -502005 database collection not exists. [ResourceNotFound] Db or Table not exist: ' +
        'nowhere. Please check your request, but if the problem persists, contact us.',
    });
    expect(refused).not.toHaveProperty('code');
    await expect(db.collection('nowhere').add({ data: { n: 1 } })).rejects.toMatchObject({ errCode: -502005 });
    await expect(
      db
        .collection('nowhere')
        .doc('a')
        .set({ data: { n: 1 } }),
    ).rejects.toMatchObject({ errCode: -502005 });
    expect(local.engine.hasCollection('nowhere')).toBe(false);
  });

  row('ER-02', async () => {
    await expect(db.collection('nowhere').aggregate().match({}).end()).rejects.toMatchObject({
      errCode: -1,
      code: 'DATABASE_COLLECTION_NOT_EXIST',
      errMsg: expect.stringMatching(/^collection\.aggregate:fail \[ResourceNotFound\]/),
    });
  });

  row('ER-03', async () => {
    const transaction = await db.startTransaction();
    await transaction.commit();
    const refused = await transaction.commit().catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL', requestId: expect.any(String) });
    expect(refused).not.toHaveProperty('errCode');
  });

  row('ER-04', async () => {
    const name = given([]);
    await expect(db.collection(name).doc('z').get()).rejects.toMatchObject({
      errCode: -1,
      errMsg: 'document.get:fail document with _id z does not exist',
    });
    const lenient = sdk.database({ throwOnNotFound: false });
    expect(await lenient.collection(name).doc('z').get()).toMatchObject({ data: null });
  });

  row('ER-06', async () => {
    const name = given([{ _id: 'a', n: 1 }]);
    await expect(db.collection(name).add({ data: { _id: 'a', n: 2 } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(/E11000 duplicate key error collection: .* index: _id_ dup key: \{ : "a" \}/),
    });
    expect(allIn(name)).toEqual([{ _id: 'a', n: 1 }]);
  });

  row('ER-07', async () => {
    const byOwner = {
      name: 'byOwner',
      keys: [
        ['owner', 1],
        ['nth', 1],
      ],
      unique: true,
    } as const;
    const name = given([{ _id: 'a', owner: 'x', nth: 1 }], [byOwner]);
    const duplicate = { errCode: -502001, errMsg: expect.stringMatching(/E11000 .* index: byOwner /) };
    await expect(db.collection(name).add({ data: { owner: 'x', nth: 1 } })).rejects.toMatchObject(duplicate);
    await db.collection(name).add({ data: { _id: 'b', owner: 'x', nth: 2 } });
    await expect(
      db
        .collection(name)
        .doc('b')
        .update({ data: { nth: 1 } }),
    ).rejects.toMatchObject(duplicate);
    expect(allIn(name).map(({ nth }) => nth)).toEqual([1, 2]);
  });

  row('ER-08', async () => {
    const sentBefore = local.exchanges.length;
    const doc = db.collection(given([])).doc('a');
    await expect(doc.set({ data: { _id: 'a' } })).rejects.toMatchObject({ errCode: -501007 });
    await expect(doc.set({ data: { n: _.inc(1) } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('update operator complicit'),
    });
    expect(local.exchanges).toHaveLength(sentBefore);
  });

  row('ER-09', async () => {
    const sentBefore = local.exchanges.length;
    const empty = { errCode: -1, errMsg: expect.stringContaining('must not be empty') };
    await expect(db.collection(given([])).doc('a').update({ data: {} })).rejects.toMatchObject(empty);
    await expect(db.collection(given([])).doc('a').set({ data: {} })).rejects.toMatchObject(empty);
    expect(local.exchanges).toHaveLength(sentBefore);
  });

  row('ER-10', () => {
    const collection = db.collection(given([]));
    const wrong = [
      () => collection.where('x'),
      () => collection.limit('5'),
      () => collection.orderBy('a', 'up'),
      () => collection.doc(undefined),
    ];
    for (const call of wrong) expect(call).toThrow(expect.not.objectContaining({ errCode: expect.anything() }));
  });

  row('ER-11', async () => {
    const name = given([]);
    await expect(db.createCollection(name)).rejects.toMatchObject({
      errCode: -1,
      errMsg: expect.stringContaining('exist'),
    });
  });

  row('ER-12', async () => {
    const name = given([]);
    await expect(db.collection(name).add({ data: [1] })).rejects.toMatchObject({ errCode: -501007 });
    expect(allIn(name)).toEqual([]);
  });

  row('ER-13', async () => {
    const name = given([]);
    local.permissions = ['subscribeMessage.send'];
    setConsent(local.merchantContext, 'o-person', 'T1', 1);
    const calls = ['database.insertDocument', 'subscribeMessage.send', 'queryOrder'];
    local.faults.replace(calls.map((call) => ({ match: { call }, kind: 'busy' })));
    const write = () => db.collection(name).add({ data: { _id: 'a' } });
    const send = () => sdk.openapi.subscribeMessage.send({ touser: 'o-person', templateId: 'T1', data: said });
    const query = () => sdk.cloudPay.queryOrder({ subMchId: '1900000001', nonceStr: 'n', outTradeNo: 'T404' });
    await expect(write()).rejects.toMatchObject({ errCode: -501003 });
    await expect(send()).rejects.toMatchObject({ errCode: -1 });
    expect(await query()).toMatchObject({ resultCode: 'FAIL', errCodeDes: expect.stringContaining('系统异常') });
    local.faults.replace([]);
    expect(allIn(name)).toEqual([]);
    await write();
    await send();
    expect(await query()).toMatchObject({ resultCode: 'FAIL', errCodeDes: expect.not.stringContaining('系统异常') });
    expect(allIn(name)).toEqual([{ _id: 'a' }]);
  });
}

const said = { thing1: { value: '券' } };
