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

/** One day of a shop (Asia/Shanghai); a day on which nothing happened has zeros. */
export interface ReportDay {
  readonly day: string;
  /** Units and money of the orders that were paid on this day, whatever became of them. */
  readonly soldUnits: number;
  readonly soldFen: number;
  readonly groupsFormed: number;
  readonly groupsFailed: number;
  /** Uses redeemed on this day and not taken back. */
  readonly redeemedUses: number;
  /** As in a statement: settled less taken back by an undo, and settled money that refunds took back. */
  readonly settledFen: number;
  readonly refundedFen: number;
}

/** What a deal has sold in the days of a report. */
export interface ReportDeal {
  readonly dealId: string;
  readonly title: string;
  readonly soldUnits: number;
  readonly soldFen: number;
}

/** A shop over some days: every day, the oldest first, and the ten deals that sold for the most. */
export interface Report {
  readonly days: readonly ReportDay[];
  readonly deals: readonly ReportDeal[];
}

/** A file that was made for the caller. `url` takes a plain GET. */
export interface FileLink {
  readonly fileId: string;
  readonly url: string;
}
