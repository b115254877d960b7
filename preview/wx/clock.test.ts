import { describe, expect, test } from '@jest/globals';

import { dateAt, FollowingClock } from './clock';

const NOON = Date.UTC(2026, 10, 22, 4);

function clockAt(report: { now: number; frozen?: boolean }) {
  const elapsed = { ms: 500 };
  const clock = new FollowingClock(() => elapsed.ms);
  clock.set(report);
  return { clock, elapsed };
}

describe('the phone’s clock', () => {
  test('runs on from its last reading', () => {
    const { clock, elapsed } = clockAt({ now: NOON });
    elapsed.ms += 1234;
    expect(clock.now()).toBe(NOON + 1234);
  });

  test('stands while the local cloud’s stands', () => {
    const { clock, elapsed } = clockAt({ now: NOON, frozen: true });
    elapsed.ms += 1234;
    expect(clock.now()).toBe(NOON);
  });

  test.each([
    [-99, 1000],
    [99, 1000],
    [-101, 899],
    [86_400_000, 86_401_000],
  ])('takes a reading that is %d ms off as %d ms after the last one', (offMs, expectedMs) => {
    const { clock, elapsed } = clockAt({ now: NOON });
    elapsed.ms += 1000;
    clock.set({ now: NOON + 1000 + offMs });
    expect(clock.now()).toBe(NOON + expectedMs);
  });

  test('is what Date says, and dates that are given stay as they are', () => {
    const Shifted = dateAt(() => NOON);
    expect(Shifted.now()).toBe(NOON);
    expect(new Shifted().getTime()).toBe(NOON);
    expect(new Shifted(2026, 0, 1).getTime()).toBe(new Date(2026, 0, 1).getTime());
    expect(new Shifted()).toBeInstanceOf(Date);
    expect(Shifted.UTC(2026, 0)).toBe(Date.UTC(2026, 0));
    expect(Shifted()).toBe(new Date(NOON).toString());
  });
});
