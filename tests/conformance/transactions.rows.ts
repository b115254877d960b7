import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { allIn, given, last, local, LocalGateway, NOW } from './local-gateway';
import { row } from './row';
import { database as db, type Transaction } from './sdk';

const _ = db.command;
const START = 'database.startTransaction';
const GET = 'database.getDocument';
const MODIFY = 'database.modifyDocument';
const COMMIT = 'database.commitTransaction';
const ABORT = 'database.abortTransaction';

/** Adds one to the number of a document in the way that a race can break: read, then write what was read plus one. */
async function increase(transaction: Transaction, name: string, between?: () => Promise<unknown>): Promise<void> {
  const { data } = await transaction.collection(name).doc('x').get();
  await between?.();
  await transaction
    .collection(name)
    .doc('x')
    .update({ data: { n: (data.n as number) + 1 } });
}

/** TX: transactions. */
export function transactionRows(): void {
  basicRows();
  boundaryRows();
  conflictRows();
  isolationRows();
}

function basicRows(): void {
  row('TX-01', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const from = local.exchanges.length;
    const result = await db.runTransaction(async (transaction) => {
      await increase(transaction, name);
      return 'done';
    });
    expect(result).toBe('done');
    expect(local.actionsSince(from)).toEqual([START, GET, MODIFY, COMMIT]);
    expect(allIn(name)).toEqual([{ _id: 'x', n: 2 }]);
  });

  row('TX-05', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const from = local.exchanges.length;
    const reason = new Error('changed my mind');
    const failed = db.runTransaction(async (transaction) => {
      await increase(transaction, name);
      throw reason;
    });
    await expect(failed).rejects.toBe(reason);
    expect(local.actionsSince(from)).toEqual([START, GET, MODIFY, ABORT]);
    expect(allIn(name)).toEqual([{ _id: 'x', n: 1 }]);
  });

  row('TX-06', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const rolledBack = db.runTransaction(async (transaction) => {
      await increase(transaction, name);
      await transaction.rollback('not today');
    });
    await expect(rolledBack).rejects.toBe('not today');
    expect(allIn(name)).toEqual([{ _id: 'x', n: 1 }]);
  });

  row('TX-07', async () => {
    const name = given([]);
    const created = await db.runTransaction((transaction) =>
      transaction
        .collection(name)
        .doc('new')
        .set({ data: { n: 1 } }),
    );
    expect(created).toMatchObject({ stats: { created: 0 } });
    expect(allIn(name)).toEqual([{ _id: 'new', n: 1 }]);
  });

  row('TX-17', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const kept = await db.startTransaction();
    expect(local.lastAnswer()).toEqual({ requestId: expect.any(String), transactionId: expect.any(String) });
    await increase(kept, name);
    await kept.commit();
    const dropped = await db.startTransaction();
    await increase(dropped, name);
    await dropped.rollback();
    expect(allIn(name)).toEqual([{ _id: 'x', n: 2 }]);
  });
}

function boundaryRows(): void {
  row('TX-02', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const from = local.exchanges.length;
    await db.runTransaction(async (transaction) => {
      const collection = transaction.collection(name);
      await collection.add({ data: { _id: 'y' } });
      await collection.doc('x').get();
      await collection.where({ n: 1 }).get();
      await collection.doc('x').update({ data: { n: 2 } });
      await collection.doc('x').set({ data: { n: 3 } });
      await collection.doc('x').remove();
    });
    const ids = local.exchanges.slice(from + 1).map(({ fields }) => fields.transactionId);
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toEqual(expect.any(String));
  });

  row('TX-03', async () => {
    const name = given([
      { _id: 'x', n: 1 },
      { _id: 'y', n: 2 },
    ]);
    const failed = db.runTransaction(async (transaction) => {
      await transaction
        .collection(name)
        .where({ n: 1 })
        .update({ data: { n: 9 } });
      expect(last(MODIFY)).not.toHaveProperty('transactionId');
      await transaction.collection(name).where({ n: 2 }).remove();
      expect(last('database.removeDocument')).not.toHaveProperty('transactionId');
      await transaction.collection(name).where({}).count();
      expect(last('database.calculateDocument')).not.toHaveProperty('transactionId');
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(allIn(name)).toEqual([{ _id: 'x', n: 9 }]);
  });

  row('TP-04', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    await db.runTransaction(async (transaction) => {
      await transaction
        .collection(name)
        .doc('x')
        .update({ data: { n: 2 } });
      const { list } = await transaction.collection(name).aggregate().match({}).end();
      expect(list).toEqual([{ _id: 'x', n: 1 }]);
    });
    expect(last('database.aggregateDocuments')).not.toHaveProperty('transactionId');
  });

  row('TX-12', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const transaction = await db.startTransaction();
    await increase(transaction, name);
    local.clock.set(NOW + 30_000);
    try {
      await expect(transaction.commit()).rejects.toMatchObject({
        code: 'DATABASE_TRANSACTION_FAIL',
        message: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]'),
      });
    } finally {
      local.clock.set(NOW);
    }
    expect(allIn(name)).toEqual([{ _id: 'x', n: 1 }]);
  });
}

function conflictRows(): void {
  row(['TX-08', 'TX-09'], async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const winner = await db.startTransaction();
    await increase(winner, name);
    const from = local.exchanges.length;
    let runs = 0;
    const loser = db.runTransaction(async (transaction) => {
      runs += 1;
      await increase(transaction, name);
    });
    await expect(loser).rejects.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringMatching(
        /^document\.update:fail -501001 resource system error\. \[ResourceUnavailable\.TransactionConflict\]/,
      ),
    });
    expect(runs).toBe(1);
    expect(local.actionsSince(from)).toEqual([START, GET, MODIFY, ABORT]);
    expect(local.lastAnswer()).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    await winner.commit();
    expect(allIn(name)).toEqual([{ _id: 'x', n: 2 }]);
  });

  row('TX-10', async () => {
    const strict = new LocalGateway('commit');
    await strict.listen();
    try {
      strict.engine.declare([{ name: 'hot', indexes: [] }]);
      strict.engine.insert('hot', [{ _id: 'x', n: 1 }]);
      let runs = 0;
      const interfere = () =>
        db
          .collection('hot')
          .doc('x')
          .update({ data: { n: _.inc(100) } });
      const loser = db.runTransaction(async (transaction) => {
        runs += 1;
        await increase(transaction, 'hot', interfere);
      });
      await expect(loser).rejects.toMatchObject({
        code: 'DATABASE_TRANSACTION_CONFLICT',
        requestId: expect.any(String),
      });
      expect(runs).toBe(4);
      expect(strict.actionsSince(0).filter((action) => action === COMMIT)).toHaveLength(4);
      expect(strict.actionsSince(0).filter((action) => action === ABORT)).toHaveLength(1);
      expect(strict.engine.find('hot', {})).toEqual([{ _id: 'x', n: 401 }]);
    } finally {
      await strict.close();
    }
  });

  row('TX-11', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    local.faults.replace([{ match: { call: COMMIT }, kind: 'lose-answer' }]);
    const from = local.exchanges.length;
    let runs = 0;
    const unknown = db.runTransaction(async (transaction) => {
      runs += 1;
      await increase(transaction, name);
    });
    await expect(unknown).rejects.toThrow();
    local.faults.replace([]);
    expect(runs).toBe(1);
    expect(local.actionsSince(from)).toEqual([START, GET, MODIFY, COMMIT, ABORT]);
    expect(local.lastAnswer()).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    expect(allIn(name)).toEqual([{ _id: 'x', n: 2 }]);
  });

  row('TX-14', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const interfere = () =>
      db
        .collection(name)
        .doc('x')
        .update({ data: { n: 50 } });
    const overtaken = db.runTransaction((transaction) => increase(transaction, name, interfere));
    await expect(overtaken).rejects.toMatchObject({ errCode: -501001 });
    expect(allIn(name)).toEqual([{ _id: 'x', n: 50 }]);
  });

  row('TX-16', async () => {
    const name = given([{ _id: 'x', n: 0 }]);
    const attempts = Array.from({ length: 20 }, () =>
      db
        .collection(name)
        .where({ _id: 'x', n: _.lt(20) })
        .update({ data: { n: _.inc(1) } }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.map(({ stats }) => stats)).toEqual(Array.from({ length: 20 }, () => ({ updated: 1 })));
    expect(allIn(name)).toEqual([{ _id: 'x', n: 20 }]);
  });
}

function isolationRows(): void {
  row('TX-04', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const transaction = await db.startTransaction();
    await increase(transaction, name);
    await transaction.collection(name).add({ data: { _id: 'y' } });
    expect((await db.collection(name).get()).data).toEqual([{ _id: 'x', n: 1 }]);
    expect((await transaction.collection(name).doc('x').get()).data).toEqual({ _id: 'x', n: 2 });
    await transaction.commit();
    expect((await db.collection(name).get()).data).toEqual([{ _id: 'x', n: 2 }, { _id: 'y' }]);
  });

  row('TX-13', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const transaction = await db.startTransaction();
    await db
      .collection(name)
      .doc('x')
      .update({ data: { n: 2 } });
    expect((await transaction.collection(name).doc('x').get()).data).toEqual({ _id: 'x', n: 1 });
    await transaction.rollback();
  });

  row('TX-15', async () => {
    const name = given([{ _id: 'x', n: 1 }]);
    const transaction = await db.startTransaction();
    await increase(transaction, name);
    let isWritten = false;
    const outside = db
      .collection(name)
      .doc('x')
      .update({ data: { n: _.inc(10) } })
      .finally(() => (isWritten = true));
    await sleep(50);
    expect(isWritten).toBe(false);
    await transaction.commit();
    expect(await outside).toMatchObject({ stats: { updated: 1 } });
    expect(allIn(name)).toEqual([{ _id: 'x', n: 12 }]);
  });

  row('TX-18', async () => {
    const name = given([
      { _id: 'x', onCall: true },
      { _id: 'y', onCall: true },
    ]);
    const first = await db.startTransaction();
    const second = await db.startTransaction();
    for (const [transaction, looksAt, leaves] of [
      [first, 'y', 'x'],
      [second, 'x', 'y'],
    ] as const) {
      expect((await transaction.collection(name).doc(looksAt).get()).data.onCall).toBe(true);
      await transaction
        .collection(name)
        .doc(leaves)
        .update({ data: { onCall: false } });
    }
    await first.commit();
    await second.commit();
    expect(allIn(name).map(({ onCall }) => onCall)).toEqual([false, false]);
  });
}
