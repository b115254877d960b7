import type { FaultKind } from '../../emulator/faults/faults';
import type { GatewayCall } from '../../emulator/gateway/cloud-parts';
import type { CloudFunction } from '../functions';
import type { Chronicle } from './chronicle';

/** Mishaps of a call after which its own invocation may report something, fail, or have no answer. */
const BREAKING: readonly (FaultKind | undefined)[] = ['die-before', 'die-after', 'lose-answer', 'busy'];

const isDeadly = (fault: FaultKind | undefined): boolean => fault === 'die-before' || fault === 'die-after';

type Functions = Readonly<Record<string, CloudFunction>>;

/**
 * Sees which invocation goes on, of those that take turns, and complains of whatever one reports, of INTERNAL and of
 * failures where no mishap has struck a call of that very invocation: what strikes one excuses no other.
 */
export class Witness {
  readonly #chronicle: Chronicle;
  readonly #printed: () => readonly string[];
  readonly #struck = new Set<string>();
  readonly #dead = new Set<string>();
  /** The request id of who goes on; none until it has called for the first time. */
  #current = '';
  #read = 0;
  #expected: string | undefined;

  /** `printed` gives every line that functions have printed so far. */
  constructor(chronicle: Chronicle, printed: () => readonly string[]) {
    this.#chronicle = chronicle;
    this.#printed = printed;
  }

  /** These functions, each of whose invocations is watched from its beginning to its end. */
  watched(functions: Functions): Functions {
    const each = Object.entries(functions).map(([name, its]) => [name, { ...its, main: this.#watching(name, its) }]);
    return Object.fromEntries(each) as Functions;
  }

  /** To be told every call once it has been served, before its answer goes on. */
  onCall({ requestId, fault }: Pick<GatewayCall, 'requestId' | 'fault'>): void {
    this.read();
    // A call that was under way when its function died: nobody goes on with its answer.
    if (this.#dead.has(requestId)) return;
    this.#current = requestId;
    if (BREAKING.includes(fault)) this.#struck.add(requestId);
    if (isDeadly(fault)) this.#dead.add(requestId);
  }

  /** Complains of lines that nobody has read yet. */
  read(): void {
    const lines = this.#printed().slice(this.#read);
    this.#read += lines.length;
    for (const line of lines) if (this.#expected === undefined || !line.includes(this.#expected)) this.#complain(line);
  }

  /** While something goes on, a line with these words is as it should be. */
  async expecting<T>(words: string, run: () => Promise<T>): Promise<T> {
    this.read();
    this.#expected = words;
    try {
      return await run();
    } finally {
      this.read();
      this.#expected = undefined;
    }
  }

  #watching(name: string, { main }: CloudFunction): CloudFunction['main'] {
    return async (event) => {
      this.read();
      this.#current = '';
      try {
        const answer = await main(event);
        this.read();
        if ((answer as { readonly error?: string } | null)?.error === 'INTERNAL') this.#complain(`[${name}] INTERNAL`);
        return answer;
      } catch (error) {
        this.#complain(`[${name}] ${String(error)}`);
        throw error;
      }
    };
  }

  #complain(says: string): void {
    if (!this.#struck.has(this.#current)) this.#chronicle.complain(`without a mishap: ${says}`);
  }
}
