import { describe, expect, test } from '@jest/globals';

import type { GatewayCall } from '../gateway/cloud-parts';
import { idleRun, idleUntil, movesWithClock, type IdleRun } from './idle-run';

const AT = 1_000_000;
const MINUTE = 60_000;

type Read = GatewayCall['trace'][number];

const read = (over: Partial<Read> = {}): Read => ({
  collection: 'orders',
  kind: 'read',
  examined: 0,
  matched: 0,
  index: 'dueAt',
  range: { bound: AT, leastKey: () => AT + MINUTE },
  ...over,
});

const call = (trace: readonly Read[], over: Partial<GatewayCall> = {}): GatewayCall => ({
  function: 'expire',
  action: 'database.getDocument',
  requestId: 'r1',
  index: 1,
  startedAt: AT,
  answeredAt: AT,
  startedNth: 1,
  answeredNth: 2,
  trace,
  ...over,
});

describe('idleRun', () => {
  test.each<[string, GatewayCall[]]>([
    ['that asked for nothing', []],
    ['that found something', [call([read({ matched: 1 })])]],
    ['that wrote', [call([read({ kind: 'write' })])]],
    ['whose second call wrote', [call([read()]), call([read({ kind: 'write' })])]],
    [
      'that read something else than one range',
      [call([{ collection: 'orders', kind: 'read', examined: 0, matched: 0 }])],
    ],
    ['that did something besides the database', [call([read()]), call([], { action: 'unifiedOrder' })]],
    ['whose call looked into two collections', [call([read(), read()])]],
    ['whose call failed', [call([read()], { failure: { code: 'X', message: 'x' } })]],
    ['into which a mishap struck', [call([read()], { fault: 'delay' })]],
  ])('idleRun: no proof from a run %s', (_, calls) => {
    expect(idleRun(calls, AT)).toBeUndefined();
  });

  test('idleUntil: the first key comes within reach', () => {
    const reads = [read(), read({ collection: 'deals', range: { bound: AT, leastKey: () => AT + MINUTE - 1 } })];
    expect(idleUntil(proof(reads))).toBe(AT + MINUTE - 1);
    expect(idleUntil(proof([read({ range: { bound: AT, leastKey: () => undefined } })]))).toBe(Infinity);
  });

  test('idleUntil: what somebody has written meanwhile counts, whether it is due or not', () => {
    let least = AT + MINUTE;
    const run = proof([read({ range: { bound: AT, leastKey: () => least } })]);
    expect(idleUntil(run)).toBe(AT + MINUTE);
    least = AT - 5;
    expect(idleUntil(run)).toBe(AT - 5);
  });

  test('idleUntil: a bound ahead of the clock reaches its key so much earlier', () => {
    expect(idleUntil(proof([read({ range: { bound: AT + 10, leastKey: () => AT + MINUTE } })]))).toBe(AT + MINUTE - 10);
  });

  test('movesWithClock: a bound that is not the time itself must have kept its distance since the run before', () => {
    const now = proof([read()]);
    const ahead = proof([read({ range: { bound: AT + 10, leastKey: () => undefined } })]);
    const otherwiseAhead = proof([read({ range: { bound: AT + 9, leastKey: () => undefined } })]);
    expect(movesWithClock(now, undefined)).toBe(true);
    expect(movesWithClock(ahead, undefined)).toBe(false);
    expect(movesWithClock(ahead, otherwiseAhead)).toBe(false);
    expect(movesWithClock(ahead, ahead)).toBe(true);
  });
});

function proof(traces: Read[]): IdleRun {
  const run = idleRun(
    traces.map((each) => call([each])),
    AT,
  );
  if (!run) throw new Error('this run should be a proof');
  return run;
}
