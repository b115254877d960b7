/**
 * What a leader of commission groups has earned (fen). `accruedFen`: of all that was settled, less what refunds took
 * back · `payableFen`: what may be paid out now; below zero what later earnings will offset · `paidFen`: paid so far.
 */
export interface CommissionTotals {
  readonly accruedFen: number;
  readonly payableFen: number;
  readonly paidFen: number;
}

/** A leader in the list of commissions. */
export interface CommissionRow extends CommissionTotals {
  readonly leaderId: string;
  readonly nickname: string;
  /** Members' vouchers that earn something. */
  readonly vouchers: number;
}

/** A pay-out to a leader, as it was recorded. */
export interface PayoutReceipt {
  readonly payoutId: string;
  readonly amountFen: number;
}
