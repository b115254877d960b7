/** The mishaps that a test can order: of an invocation, of an answer, of a notice, of a payment, of a timer. */
export const faultKinds = [
  'die-before',
  'die-after',
  'lose-answer',
  'delay',
  'busy',
  'duplicate-notify',
  'drop-notify',
  'delay-notify',
  'paid-after-close',
  'prepay-fails',
  'refund-notenough',
  'refund-abnormal',
  'bill-wrong',
  'timer-skip',
  'timer-double',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One ordered mishap and where it strikes; what `match` leaves out matches everything. */
export interface Fault {
  readonly match: {
    readonly function?: string;
    /** The api action (`createOrder`) or the gateway action (`database.insertDocument`, `unifiedOrder`). */
    readonly action?: string;
    /** A gateway action, or the 1-based index of the gateway call within its invocation. */
    readonly call?: string | number;
  };
  readonly kind: FaultKind;
  /** Only the nth match, counted from 1; absent: every match. */
  readonly nth?: number;
}

/** A place where a mishap could strike: `action` is the api action, `call` the gateway action, `index` its number. */
export interface FaultPlace {
  readonly function?: string;
  readonly action?: string;
  readonly call?: string;
  readonly index?: number;
}

/** The mishaps in place at the moment; each match is counted, whether or not the mishap strikes. */
export class Faults {
  #orders: { readonly fault: Fault; matches: number }[] = [];

  /** Puts these in the place of all earlier ones and counts from zero again. */
  replace(faults: readonly Fault[]): void {
    this.#orders = faults.map((fault) => ({ fault, matches: 0 }));
  }

  /** The first mishap of these kinds that strikes at this place now, if any. */
  take(kinds: readonly FaultKind[], at: FaultPlace): FaultKind | undefined {
    let struck: FaultKind | undefined;
    for (const order of this.#orders) {
      const { kind, match, nth } = order.fault;
      if (!kinds.includes(kind) || !matches(match, at)) continue;
      order.matches += 1;
      if (nth === undefined || nth === order.matches) struck ??= kind;
    }
    return struck;
  }

  /** Whether a mishap of these kinds is in place that could strike this function; counts nothing. */
  threaten(kinds: readonly FaultKind[], functionName: string): boolean {
    return this.#orders.some(({ fault }) => {
      return kinds.includes(fault.kind) && (fault.match.function ?? functionName) === functionName;
    });
  }
}

function matches(match: Fault['match'], at: FaultPlace): boolean {
  return (
    (match.function === undefined || match.function === at.function) &&
    (match.action === undefined || match.action === at.action || match.action === at.call) &&
    (match.call === undefined || match.call === (typeof match.call === 'number' ? at.index : at.call))
  );
}
