import { redeemedByStaff } from './clerks';
import { booksOf, type Books, type Documents } from './documents';
import { asWrittenNow } from './earlier';
import { seatsAddUp } from './groups';
import type { Invariant, InvariantId, Violation } from './invariant';
import { keysFollow } from './keys';
import { escrowAddsUp, transfersBalance } from './ledger';
import { linksResolve } from './links';
import { nothingIsStuck } from './liveness';
import { wholeNumbers } from './numbers';
import { refundsFit } from './refunds';
import { reportsFollow } from './rows';
import { statusFollowsFacts } from './states';
import { stockAddsUp } from './stock';
import { vouchersUsedOnce } from './vouchers';
import { agreesWithWeChat } from './wechat-pay';

export type { Documents } from './documents';
export type { Violation } from './invariant';

/** What must hold at every quiet moment. Each file says which states are legal while something is in flight. */
export const invariants: readonly Invariant[] = [
  transfersBalance,
  escrowAddsUp,
  refundsFit,
  stockAddsUp,
  seatsAddUp,
  vouchersUsedOnce,
  agreesWithWeChat,
  nothingIsStuck,
  keysFollow,
  statusFollowsFacts,
  reportsFollow,
  redeemedByStaff,
  wholeNumbers,
  linksResolve,
];

/** What became of one invariant. */
export interface Finding {
  readonly id: InvariantId;
  readonly says: string;
  /** Whether there was something to compare with; if not, nothing was checked. */
  readonly hasSource: boolean;
  /** How many things were checked, and what they are. */
  readonly counted: number;
  readonly of: string;
  readonly violations: readonly Violation[];
}

/** Checks every invariant on the documents of a database as they are at an instant. */
export function audit(documents: Documents, options: { readonly now: number }): readonly Finding[] {
  const books = booksOf(asWrittenNow(documents), options.now);
  return invariants.map((invariant) => {
    const { id, says, of, hasSource = () => true } = invariant;
    return { id, says, of, hasSource: hasSource(books), ...judged(invariant, books) };
  });
}

/** A document that is not shaped as the trade writes it may break the very check; that too is a violation. */
function judged({ counted, check }: Invariant, books: Books): Pick<Finding, 'counted' | 'violations'> {
  try {
    return { counted: counted(books), violations: check(books) };
  } catch (error) {
    const says = `could not be checked, a document has not the shape of its kind: ${String(error)}`;
    return { counted: 0, violations: [{ says, documents: [] }] };
  }
}
