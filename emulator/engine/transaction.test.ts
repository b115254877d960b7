import { describe, expect, test } from '@jest/globals';
import type { Change, Engine } from './engine';
import type { EngineFailure } from './failure';
import { testEngine } from './test-engine';

function failureOf(run: () => unknown): Pick<EngineFailure, 'code' | 'message' | 'held'> {
  try {
    run();
  } catch (error) {
    return error as EngineFailure;
  }
  throw new Error('expected a refusal');
}

const byId = (_id: string) => ({ filter: { _id } });
const n = (engine: Engine, _id: string, transactionId?: string) => engine.find('c', byId(_id), { transactionId })[0]?.n;
const increment = (engine: Engine, _id: string, transactionId?: string) =>
  engine.update('c', { _id }, { $inc: { n: 1 } }, false, { transactionId });

/** Two documents, `a` and `b`, with n = 1 and n = 2, and a unique index over k. */
function prepared(conflictAt: 'operation' | 'commit' = 'operation') {
  const prepared = testEngine({ conflictAt }, [
    { name: 'n', keys: [['n', 1]] },
    { name: 'k', keys: [['k', 1]], unique: true },
  ]);
  prepared.engine.insert('c', [
    { _id: 'a', n: 1, k: 'ka' },
    { _id: 'b', n: 2, k: 'kb' },
  ]);
  return prepared;
}

const gone = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringMatching(
    /^\[ResourceUnavailable.TransactionNotExist\] Transaction does not exist on the server/,
  ),
};
const conflict = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringMatching(/^\[ResourceUnavailable.TransactionConflict\] Transaction is conflict/),
};

describe('transaction', () => {
  test('its writes are its own until it commits, then they come at once', () => {
    const { engine } = prepared();
    const changes: Change[] = [];
    engine.onChange((change) => changes.push(change));
    const transactionId = engine.begin();
    increment(engine, 'a', transactionId);
    engine.remove('c', { _id: 'b' }, false, { transactionId });
    engine.insert('c', [{ _id: 'd', n: 9, k: 'kd' }], { transactionId });
    engine.replace('c', { _id: 'e' }, { n: 8 }, true, { transactionId });
    const seen = engine.find('c', { sort: [['n', 1]] }, { transactionId });
    expect(seen.map(({ _id }) => _id)).toEqual(['a', 'e', 'd']);
    expect(
      engine.find('c', { filter: { n: { $gte: 2 } }, sort: [['n', -1]], limit: 1 }, { transactionId }),
    ).toMatchObject([{ _id: 'd' }]);
    expect(engine.find('c', {}).map(({ _id }) => _id)).toEqual(['a', 'b']);
    expect([n(engine, 'a'), changes]).toEqual([1, []]);
    engine.commit(transactionId);
    expect(n(engine, 'a')).toBe(2);
    expect(changes.map(({ id, document }) => [id, document?.n])).toEqual([
      ['a', 2],
      ['b', undefined],
      ['d', 9],
      ['e', 8],
    ]);
    expect(
      failureOf(() => {
        engine.commit(transactionId);
      }),
    ).toMatchObject(gone);
  });

  test('it reads what was there when it began, whatever others do', () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    increment(engine, 'a');
    increment(engine, 'a');
    engine.remove('c', { _id: 'b' }, false);
    engine.insert('c', [{ _id: 'd', n: 5, k: 'kd' }]);
    expect([n(engine, 'a', transactionId), n(engine, 'b', transactionId), n(engine, 'd', transactionId)]).toEqual([
      1,
      2,
      undefined,
    ]);
    expect(engine.find('c', { filter: { n: 1 } }, { transactionId })).toHaveLength(1);
    expect(engine.find('c', { filter: { n: 3 } }, { transactionId })).toHaveLength(0);
    expect(engine.count('c', {}, { transactionId })).toBe(2);
  });

  test('writing what was changed since it began is a conflict, and it is over', () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    increment(engine, 'a');
    expect(failureOf(() => increment(engine, 'a', transactionId))).toMatchObject(conflict);
    expect(
      failureOf(() => {
        engine.abort(transactionId);
      }),
    ).toMatchObject(gone);
    expect(failureOf(() => engine.find('c', {}, { transactionId }))).toMatchObject(gone);
  });

  test('the second of two that write the same document loses at once', () => {
    const { engine } = prepared();
    const [first, second] = [engine.begin(), engine.begin()];
    increment(engine, 'a', first);
    expect(failureOf(() => increment(engine, 'a', second))).toMatchObject(conflict);
    engine.commit(first);
    expect(n(engine, 'a')).toBe(2);
  });

  test('write skew is possible: both read both, each writes the other', () => {
    const { engine } = prepared();
    const [first, second] = [engine.begin(), engine.begin()];
    increment(engine, 'a', first);
    increment(engine, 'b', second);
    engine.commit(first);
    engine.commit(second);
    expect([n(engine, 'a'), n(engine, 'b')]).toEqual([2, 3]);
  });

  test('an abort leaves nothing, not even a key', () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    engine.insert('c', [{ _id: 'd', k: 'kd' }], { transactionId });
    expect(failureOf(() => engine.insert('c', [{ k: 'kd' }]))).toMatchObject({ held: { collection: 'c', id: 'd' } });
    engine.abort(transactionId);
    expect(engine.insert('c', [{ _id: 'e', k: 'kd' }])).toEqual(['e']);
  });

  test('keys are unique within it, against what is committed and against other transactions', () => {
    const { engine } = prepared();
    const inNew = (document: object, transactionId = engine.begin()) =>
      failureOf(() => engine.insert('c', [document], { transactionId }));
    expect(inNew({ k: 'ka' }).message).toMatch(/E11000.*index: k/);
    expect(inNew({ _id: 'a', k: 'new' }).message).toMatch(/E11000.*index: _id_/);
    const first = engine.begin();
    engine.insert('c', [{ k: 'kd' }], { transactionId: first });
    expect(inNew({ k: 'kd' })).toMatchObject(conflict);
    expect(inNew({ k: 'kd' }, first).message).toMatch(/E11000/);
    const second = engine.begin();
    engine.insert('c', [{ k: 'late' }]);
    expect(inNew({ k: 'late' }, second)).toMatchObject(conflict);
  });

  test('a key that it gives up it may use again', () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    engine.update('c', { _id: 'a' }, { $set: { k: 'other' } }, false, { transactionId });
    engine.update('c', { _id: 'b' }, { $set: { k: 'ka' } }, false, { transactionId });
    engine.commit(transactionId);
    expect(engine.find('c', { filter: { k: 'ka' } })).toMatchObject([{ _id: 'b' }]);
  });

  test('a failed operation ends it', () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    failureOf(() => engine.update('c', { _id: 'a' }, { $push: { n: 1 } }, false, { transactionId }));
    expect(
      failureOf(() => {
        engine.commit(transactionId);
      }),
    ).toMatchObject(gone);
  });

  test('it lives 30 seconds', () => {
    const { engine, clock } = prepared();
    const transactionId = engine.begin();
    increment(engine, 'a', transactionId);
    clock.at += 29_999;
    expect(n(engine, 'a', transactionId)).toBe(2);
    clock.at += 1;
    expect(
      failureOf(() => {
        engine.commit(transactionId);
      }),
    ).toMatchObject(gone);
    expect(n(engine, 'a')).toBe(1);
  });

  test('a plain write to a document that it holds has to wait, as a whole', async () => {
    const { engine } = prepared();
    const transactionId = engine.begin();
    increment(engine, 'b', transactionId);
    const busy = { code: 'DATABASE_TRANSACTION_BUSY', held: { collection: 'c', id: 'b' } };
    expect(failureOf(() => increment(engine, 'b'))).toMatchObject(busy);
    expect(failureOf(() => engine.update('c', {}, { $inc: { n: 1 } }, true))).toMatchObject(busy);
    expect(failureOf(() => engine.remove('c', {}, true))).toMatchObject(busy);
    expect(failureOf(() => engine.replace('c', { _id: 'b' }, { n: 0 }, true))).toMatchObject(busy);
    expect([n(engine, 'a'), n(engine, 'b')]).toEqual([1, 2]);
    const free = engine.whenFree('c', 'b').then(() => increment(engine, 'b'));
    engine.commit(transactionId);
    await free;
    expect(n(engine, 'b')).toBe(4);
  });

  test('waiting for a document ends with an abort, a conflict, or its age', async () => {
    const { engine, clock } = prepared();
    await engine.whenFree('c', 'a');
    const endings: ((transactionId: string) => void)[] = [
      (transactionId) => {
        engine.abort(transactionId);
      },
      (transactionId) => {
        failureOf(() => engine.insert('c', [{ _id: 'b' }], { transactionId }));
      },
      () => {
        clock.at += 30_000;
        engine.dropExpired();
      },
    ];
    for (const end of endings) {
      const transactionId = engine.begin();
      increment(engine, 'a', transactionId);
      const free = engine.whenFree('c', 'a');
      end(transactionId);
      await free;
    }
    expect(increment(engine, 'a')).toBe(1);
  });
});

describe('transaction, with conflicts at commit', () => {
  test('nobody waits, the first to commit wins, the other is told at its commit', () => {
    const { engine } = prepared('commit');
    const [first, second] = [engine.begin(), engine.begin()];
    increment(engine, 'a', first);
    increment(engine, 'a', second);
    engine.commit(second);
    expect(
      failureOf(() => {
        engine.commit(first);
      }),
    ).toMatchObject(conflict);
    expect(
      failureOf(() => {
        engine.abort(first);
      }),
    ).toMatchObject(gone);
    expect(n(engine, 'a')).toBe(2);
  });

  test('a plain write wins over it, and so does a key inserted meanwhile', () => {
    const { engine } = prepared('commit');
    const [first, second] = [engine.begin(), engine.begin()];
    increment(engine, 'a', first);
    engine.insert('c', [{ k: 'kd' }], { transactionId: second });
    increment(engine, 'a');
    engine.insert('c', [{ _id: 'd', k: 'kd' }]);
    for (const lost of [first, second])
      expect(
        failureOf(() => {
          engine.commit(lost);
        }),
      ).toMatchObject(conflict);
    expect([n(engine, 'a'), engine.count('c', {})]).toEqual([2, 3]);
  });
});
