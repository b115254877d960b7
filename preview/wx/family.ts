import type { Phone } from '../phone/phone';

/** Some of the members of `wx`, by name. */
export type Family = Readonly<Record<string, unknown>>;

/** Makes one family of the APIs for a phone. */
export type MakeFamily = (phone: Phone) => Family;

/** A pair `onX`, `offX`: `on` adds a listener; `off` takes it away, or all of them. */
export interface Listeners<Detail> {
  readonly on: (listener: (detail: Detail) => void) => void;
  readonly off: (listener?: (detail: Detail) => void) => void;
  readonly fire: (detail: Detail) => void;
}

/** An empty list of listeners. */
export function listeners<Detail>(): Listeners<Detail> {
  const all = new Set<(detail: Detail) => void>();
  return {
    on: (listener) => void all.add(listener),
    off: (listener) => {
      if (listener === undefined) all.clear();
      else all.delete(listener);
    },
    fire: (detail) => [...all].forEach((listener) => listener(detail)),
  };
}
