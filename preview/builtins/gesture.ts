/** A place on the screen, in px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How the fingers on the screen may still become a gesture. */
export type Press =
  | { readonly phase: 'none' }
  | { readonly phase: 'down'; readonly at: Point; readonly isSpent: boolean }
  | { readonly phase: 'lost' };

/** What fingers do; `left` is how many are still down, `isTaken` whether anybody listens to long presses there. */
export type FingerEvent =
  | { readonly type: 'down' | 'move' | 'up' | 'cancel'; readonly at: Point; readonly left: number }
  | { readonly type: 'held'; readonly isTaken: boolean };

/** What fingers meant. */
export type Gesture = 'tap' | 'longpress';

/** How far a finger may slip in a tap. */
const SLIP_MAX_PX = 10;

/** A finger that stays longer presses long (developers.weixin.qq.com, event system, 2026-11-22). */
export const LONG_PRESS_MS = 350;

/** No finger is down. */
export const noPress: Press = { phase: 'none' };

/**
 * One step of one press. A tap is one finger that comes and goes in one place; where somebody listens to long presses,
 * a long one is no tap.
 */
export function step(press: Press, event: FingerEvent): { readonly press: Press; readonly gesture?: Gesture } {
  if (event.type === 'held') {
    if (press.phase !== 'down') return { press };
    return { press: { ...press, isSpent: event.isTaken }, gesture: 'longpress' };
  }
  switch (event.type) {
    case 'down':
      return { press: event.left === 1 ? { phase: 'down', at: event.at, isSpent: false } : { phase: 'lost' } };
    case 'move':
      return { press: press.phase === 'down' && isApart(press.at, event.at) ? { phase: 'lost' } : press };
    case 'cancel':
      return { press: event.left === 0 ? noPress : { phase: 'lost' } };
    case 'up': {
      if (event.left > 0) return { press: { phase: 'lost' } };
      const isTap = press.phase === 'down' && !press.isSpent && !isApart(press.at, event.at);
      return isTap ? { press: noPress, gesture: 'tap' } : { press: noPress };
    }
  }
}

function isApart(one: Point, other: Point): boolean {
  return Math.abs(one.x - other.x) > SLIP_MAX_PX || Math.abs(one.y - other.y) > SLIP_MAX_PX;
}
