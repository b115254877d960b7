import type { Balance, Statement, StatementLine } from '../../typings/report';
import type { Account, Transfer } from '../domain/ledger';
import { sum } from '../domain/worth';

/**
 * A transfer as a line of the merchant's statement, or nothing where his money did not move. An undo takes back what
 * was settled; a refund of settled money is a refund of its own day.
 */
export function statementLine({ _id, at, day, orderId, ...moved }: Transfer): StatementLine | undefined {
  const { from, to, fen, storeId, clerkId } = moved;
  if ((from !== 'merchant' && to !== 'merchant') || orderId === null) return undefined;
  return {
    ...{ id: _id, at, day, kind: kindOf(_id, to === 'merchant' ? from : to) },
    ...{ fen: to === 'merchant' ? fen : -fen, orderId },
    ...(storeId === undefined ? {} : { storeId }),
    ...(clerkId === undefined ? {} : { clerkId }),
  };
}

/** What a movement is called by the account on its other side; what goes back to escrow was undone, or refunded. */
function kindOf(id: string, other: Account): StatementLine['kind'] {
  if (other.startsWith('leader:')) return 'commission';
  if (other.startsWith('partner:')) return 'partner';
  return /^(un)?settle:\w+:/.test(id) ? 'settled' : 'refunded';
}

/**
 * A statement from an opening balance and lines: opening + settled − refunded − commission − partner − fee = closing.
 */
export function statementOf(openingFen: number, lines: readonly StatementLine[]): Statement {
  const total = (kind: StatementLine['kind']) => sum(lines.filter((line) => line.kind === kind).map(({ fen }) => fen));
  // What takes from the balance is a negative line; zero is written without a sign.
  const taken = (kind: StatementLine['kind']) => 0 - total(kind);
  return {
    ...{ openingFen, settledFen: total('settled'), refundedFen: taken('refunded') },
    ...{ commissionFen: taken('commission'), partnerFen: taken('partner'), feeFen: taken('fee') },
    closingFen: openingFen + sum(lines.map(({ fen }) => fen)),
    lines: [...lines].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id))),
  };
}

/** Balances after one more transfer. */
export function balanceAfter({ earnedFen, escrowFen }: Balance, { from, to, fen }: Transfer): Balance {
  const moved = (account: Transfer['from']) => (to === account ? fen : 0) - (from === account ? fen : 0);
  return { earnedFen: earnedFen + moved('merchant'), escrowFen: escrowFen + moved('escrow') };
}
