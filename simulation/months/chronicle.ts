import { createHash, type Hash } from 'node:crypto';

/** What a month has come to: what was seen how often, what was wrong, and a hash of all that went out and came back. */
export class Chronicle {
  readonly seen = new Map<string, number>();
  readonly wrong: string[] = [];
  readonly #hash: Hash = createHash('sha256');
  readonly #tell: ((line: string) => void) | undefined;

  /** `tell` hears every line of the outside log. */
  constructor(tell?: (line: string) => void) {
    this.#tell = tell;
  }

  /** Something that should happen sometimes has happened. */
  saw(label: string): void {
    this.seen.set(label, (this.seen.get(label) ?? 0) + 1);
  }

  /** Something has happened that never should. */
  complain(says: string): void {
    this.wrong.push(says);
  }

  /** A line of the outside log. */
  log(line: string): void {
    this.#hash.update(line).update('\n');
    this.#tell?.(line);
  }

  /** Two months with the same one had the same answers, calls and mishaps in the same order, and ended alike. */
  fingerprint(end: unknown): string {
    return this.#hash.copy().update(JSON.stringify(end)).digest('hex');
  }
}
