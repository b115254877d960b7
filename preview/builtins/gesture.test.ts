import { describe, expect, test } from '@jest/globals';

import type { FingerEvent, Gesture, Press } from './gesture';
import { noPress, step } from './gesture';

const down = (x: number, y: number, left = 1): FingerEvent => ({ type: 'down', at: { x, y }, left });
const move = (x: number, y: number): FingerEvent => ({ type: 'move', at: { x, y }, left: 1 });
const up = (x: number, y: number, left = 0): FingerEvent => ({ type: 'up', at: { x, y }, left });
const cancel: FingerEvent = { type: 'cancel', at: { x: 0, y: 0 }, left: 0 };
const held = (isTaken: boolean): FingerEvent => ({ type: 'held', isTaken });

/** All gestures of a run of events, and the press that is left. */
function run(events: readonly FingerEvent[]): { readonly gestures: readonly Gesture[]; readonly press: Press } {
  return events.reduce<{ gestures: readonly Gesture[]; press: Press }>(
    ({ gestures, press }, event) => {
      const next = step(press, event);
      return { press: next.press, gestures: next.gesture ? [...gestures, next.gesture] : gestures };
    },
    { gestures: [], press: noPress },
  );
}

describe('a press', () => {
  test.each<[string, readonly FingerEvent[], readonly Gesture[]]>([
    ['is a tap when it ends where it began', [down(5, 5), up(5, 5)], ['tap']],
    ['is a tap when it slips by ten', [down(5, 5), move(15, 5), up(15, 15)], ['tap']],
    ['is nothing when it slips by more', [down(5, 5), move(16, 5), up(5, 5)], []],
    ['is nothing when it only ends elsewhere', [down(5, 5), up(5, 30)], []],
    ['is nothing when it is cancelled', [down(5, 5), cancel, up(5, 5)], []],
    ['is nothing when a second finger joins', [down(5, 5), down(9, 9, 2), up(9, 9, 1), up(5, 5)], []],
    ['is long and no tap where somebody listens', [down(5, 5), held(true), up(5, 5)], ['longpress']],
    ['is long and a tap where nobody does', [down(5, 5), held(false), up(5, 5)], ['longpress', 'tap']],
    ['is not long after it moved away', [down(5, 5), move(50, 5), held(true), up(50, 5)], []],
    ['can be followed by another', [down(5, 5), up(5, 5), down(7, 7), up(7, 7)], ['tap', 'tap']],
  ])('%s', (_, events, gestures) => {
    expect(run(events)).toEqual({ gestures, press: noPress });
  });
});
