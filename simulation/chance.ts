import { createHash } from 'node:crypto';

const INT32 = 2 ** 32;

/** Chance that a seed decides: the same seed gives the same draws, in the same order. */
export class Chance {
  #state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.#state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE(0);
  }

  /** A whole number from 0 up to, but not including, a bound of at most 2^32. */
  below(bound: number): number {
    return Math.floor((this.#draw() / INT32) * bound);
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.below(256)));
  }

  /** mulberry32 by Tommy Ettinger (public domain): 32 bits a draw, good enough to choose with, not to keep secrets. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
}
