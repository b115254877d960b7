/** Items side by side, of which some are seen; positions count in items. */
export interface Track {
  readonly count: number;
  readonly shown: number;
  readonly isCircular: boolean;
}

/** A swipe decides by its speed when it is faster, in items per second. */
const FLICK_SPEED = 1.2;

/** How much a track that ends gives way to a finger that pulls beyond its end. */
const BEYOND_RATE = 0.3;

/** Whether the last item is followed by the first. */
export function isEndless({ count, shown, isCircular }: Track): boolean {
  return isCircular && count > shown;
}

/** Where an item stands at a position of the track, in items from the first place that is seen. */
export function placeOf(index: number, position: number, track: Track): number {
  const distance = index - position;
  if (!isEndless(track)) return distance;
  const before = (track.count - track.shown) / 2;
  return modulo(distance + before, track.count) - before;
}

/** The position that a finger has pulled the track to. */
export function pulledTo(position: number, track: Track): number {
  const last = lastOf(track);
  if (isEndless(track)) return position;
  if (position < 0) return position * BEYOND_RATE;
  return position > last ? last + (position - last) * BEYOND_RATE : position;
}

/** Where a released track moves to: the nearest item, or by a flick the next; never further than one from its start. */
export function releasedTo(start: number, position: number, itemsPerSecond: number, track: Track): number {
  const isFlick = Math.abs(itemsPerSecond) > FLICK_SPEED;
  const wanted = isFlick ? start + Math.sign(itemsPerSecond) : Math.round(position);
  const near = Math.min(start + 1, Math.max(start - 1, wanted));
  return isEndless(track) ? near : Math.min(lastOf(track), Math.max(0, near));
}

/** The way to an item from where the track stands: in an endless one the shorter way round. */
export function nearestTurn(from: number, index: number, track: Track): number {
  if (!isEndless(track)) return Math.min(lastOf(track), Math.max(0, index));
  const ahead = modulo(index - from, track.count);
  return from + (ahead > track.count / 2 ? ahead - track.count : ahead);
}

/** The index of the item at a whole position. */
export function indexAt(position: number, { count }: Track): number {
  return count === 0 ? 0 : modulo(Math.round(position), count);
}

function lastOf({ count, shown }: Track): number {
  return Math.max(0, count - shown);
}

function modulo(value: number, count: number): number {
  return ((value % count) + count) % count;
}
