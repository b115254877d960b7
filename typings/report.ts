/** One line of a statement: a movement of the merchant's money (fen, signed as it changes the balance). */
export interface StatementLine {
  readonly id: string;
  readonly at: number;
  readonly day: string;
  readonly kind: 'settled' | 'refunded' | 'commission' | 'partner' | 'fee';
  readonly fen: number;
  readonly orderId: string;
  readonly storeId?: string;
  readonly clerkId?: string;
}

/** opening + settled − refunded − commission − partner − fee = closing. */
export interface Statement {
  readonly openingFen: number;
  readonly settledFen: number;
  readonly refundedFen: number;
  readonly commissionFen: number;
  readonly partnerFen: number;
  readonly feeFen: number;
  readonly closingFen: number;
  readonly lines: readonly StatementLine[];
}

/** The merchant's money now: earned, and what of the buyers' payments is not yet. */
export interface Balance {
  readonly earnedFen: number;
  readonly escrowFen: number;
}

/** A file that was made for the caller. `url` takes a plain GET. */
export interface FileLink {
  readonly fileId: string;
  readonly url: string;
}
