import { expect, test } from '@jest/globals';
import { fromStamp, toMoment, toStamp } from './beijing-time';

test('beijing-time: an instant is written in Beijing time, parts of a second cut off', () => {
  const at = Date.UTC(2026, 11, 31, 16, 0, 0, 999);
  expect([toStamp(at), toMoment(at)]).toEqual(['20270101000000', '2027-01-01 00:00:00']);
  expect(fromStamp('20270101000000')).toBe(at - 999);
});

test.each(['20260229000000', '20261301000000', '20261122240000', '2026112212000', ''])(
  'beijing-time: %p names no instant',
  (stamp) => {
    expect(fromStamp(stamp)).toBeUndefined();
  },
);
