/** What a clerk sees before redeeming. `buyer` is the first character of a nickname. */
export interface RedemptionPreview {
  readonly voucherId: string;
  readonly dealTitle: string;
  readonly usesLeft: number;
  readonly validUntil: number;
  readonly buyer: string;
  readonly others: readonly { readonly voucherId: string; readonly usesLeft: number }[];
}

/** A QR code's token (with or without its link prefix) or the 12 typed digits: exactly one of them. */
export interface Presented {
  readonly token?: string;
  readonly code?: string;
}

export type RedeemInput = Presented & {
  readonly requestId: string;
  readonly storeId?: string;
  readonly uses?: number;
  readonly alsoVoucherIds?: readonly string[];
};

/** Vouchers used up together; at the top level the one that was scanned. */
export interface RedemptionReceipt {
  readonly redemptionId: string;
  readonly redeemedAt: number;
  readonly usesLeft: number;
  readonly undoUntil: number;
  readonly redemptions: readonly {
    readonly redemptionId: string;
    readonly voucherId: string;
    readonly usesLeft: number;
  }[];
}

/** One row of the list of redemptions. */
export interface RedemptionRow {
  readonly redemptionId: string;
  readonly voucherId: string;
  readonly dealTitle: string;
  readonly storeName: string;
  readonly clerkName: string;
  readonly uses: number;
  readonly redeemedAt: number;
  readonly undoUntil: number;
  readonly canUndo: boolean;
  readonly undoneAt?: number;
}
