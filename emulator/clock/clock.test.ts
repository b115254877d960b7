import { describe, expect, test } from '@jest/globals';

import { readShared, VirtualClock } from './clock';

/** A real clock that the test turns by hand. */
function wallClock(at: number): { at: number; realNow: () => number } {
  const wall = { at, realNow: () => wall.at };
  return wall;
}

describe('VirtualClock', () => {
  test('VirtualClock: runs at real speed from where it was put', () => {
    const wall = wallClock(1_000);
    const clock = new VirtualClock({ realNow: wall.realNow });
    clock.set(500_000);
    wall.at += 42;
    expect(clock.now()).toBe(500_042);
  });

  test('VirtualClock: frozen it stands, and later runs on from there', () => {
    const wall = wallClock(1_000);
    const clock = new VirtualClock({ realNow: wall.realNow, offsetMs: 9_000 });
    clock.freeze(true);
    wall.at += 5_000;
    expect(clock.now()).toBe(10_000);
    clock.set(20_000);
    wall.at += 5_000;
    expect(clock.now()).toBe(20_000);
    clock.freeze(false);
    wall.at += 3;
    expect(clock.now()).toBe(20_003);
  });

  test('VirtualClock: other threads read the same time from its memory', () => {
    const wall = wallClock(1_000);
    const clock = new VirtualClock({ realNow: wall.realNow });
    const elsewhere = new Float64Array(clock.shared);
    clock.set(77_000);
    wall.at += 1;
    expect(readShared(elsewhere, wall.realNow)).toBe(77_001);
    clock.freeze(true);
    wall.at += 1;
    expect(readShared(elsewhere, wall.realNow)).toBe(77_001);
  });

  test('VirtualClock: a clock made of its state tells the same time, also in the middle of a jump', async () => {
    const wall = wallClock(1_000);
    const clock = new VirtualClock({ realNow: wall.realNow });
    const remembered = await clock.hold(() => {
      clock.set(60_000);
      return Promise.resolve(clock.state());
    });
    wall.at += 10;
    expect(new VirtualClock({ realNow: wall.realNow, ...remembered }).now()).toBe(60_010);
    clock.freeze(true);
    const frozen = clock.state();
    wall.at += 10;
    expect(new VirtualClock({ realNow: wall.realNow, ...frozen }).now()).toBe(60_010);
  });

  test('VirtualClock: a hold that ends leaves a frozen clock frozen', async () => {
    const wall = wallClock(0);
    const clock = new VirtualClock({ realNow: wall.realNow, frozenAt: 5 });
    await clock.hold(() => Promise.resolve());
    wall.at += 100;
    expect(clock.now()).toBe(5);
  });
});
