/** alone: everyone for himself · share: n people · tiered: the more, the cheaper · commission: the leader earns. */
export type DealMode = 'alone' | 'share' | 'tiered' | 'commission';

export type DealStatus = 'draft' | 'published' | 'unpublished';

/**
 * How long vouchers live: to the midnight that ends a day, or to the end of the n-th day after issue (Asia/Shanghai).
 */
export type Validity = { readonly untilDay: string } | { readonly days: number };

/** 随时退 (before expiry, unused), 过期退, and whether a refunded unit goes back on sale. */
export interface RefundPolicy {
  readonly anytime: boolean;
  readonly onExpiry: boolean;
  readonly restock: boolean;
}

/** One step of a tiered deal: from `size` paid people on, everyone pays `priceFen`. */
export interface Tier {
  readonly size: number;
  readonly priceFen: number;
}

/** What a leader earns on each other member's order: whole percent, or fen per order. */
export interface CommissionRule {
  readonly kind: 'fixed' | 'percent';
  readonly value: number;
}

/** A deal as the merchant writes it. Money in fen, days as 'YYYY-MM-DD', weekday 1 = Monday. */
export interface DealInput {
  readonly title: string;
  readonly description: string;
  readonly imageFileIds: readonly string[];
  readonly mode: DealMode;
  readonly alonePriceFen?: number;
  readonly groupPriceFen?: number;
  readonly groupSize?: number;
  readonly tiers?: readonly Tier[];
  readonly commission?: CommissionRule;
  readonly windowMinutes?: number;
  readonly stock: number;
  readonly limitPerBuyer?: number;
  readonly unitsPerOrderMax: number;
  readonly usesPerVoucher: number;
  readonly validity: Validity;
  readonly excludedDays?: readonly string[];
  readonly excludedWeekdays?: readonly number[];
  readonly storeIds?: readonly string[];
  readonly refund?: RefundPolicy;
  readonly codeSource: 'generated' | 'imported';
  readonly saleStartsAt?: number;
  readonly saleEndsAt?: number;
}

/** Why a deal could not be sold, or not be honoured: the field and a reason code. */
export interface DealProblem {
  readonly field: string;
  readonly reason: string;
}

/** Why a line of a code file was not taken: an empty line, wrong characters, twice in the file, known to the shop. */
export interface CodeProblem {
  /** From 1. */
  readonly line: number;
  readonly reason: 'empty_line' | 'wrong_characters' | 'duplicate_in_file' | 'duplicate_in_shop';
}

/** A deal on the shelf. `stock` is what is free now. */
export interface DealCard {
  readonly dealId: string;
  readonly version: number;
  readonly status: DealStatus;
  readonly title: string;
  readonly imageFileIds: readonly string[];
  readonly mode: DealMode;
  readonly alonePriceFen?: number;
  readonly groupPriceFen?: number;
  readonly groupSize?: number;
  readonly tiers?: readonly Tier[];
  readonly stock: number;
  readonly unitsPerOrderMax: number;
  readonly usesPerVoucher: number;
  readonly saleStartsAt?: number;
  readonly saleEndsAt?: number;
}

/** A store as buyers see it. */
export interface StoreCard {
  readonly storeId: string;
  readonly name: string;
  readonly address: string;
  readonly phone?: string;
}

/** A deal with everything that a buyer should know before paying. */
export interface DealDetail extends DealCard {
  readonly description: string;
  readonly stores: readonly StoreCard[];
  readonly refund: RefundPolicy;
  /** What comes back after k uses, k = 0…n (fen, of one unit). */
  readonly refundAfterUses: readonly number[];
  readonly validity: Validity;
  readonly excludedDays: readonly string[];
  readonly excludedWeekdays: readonly number[];
  /** The same of one unit bought alone, where the deal is sold both ways. */
  readonly refundAfterUsesAlone?: readonly number[];
  readonly windowMinutes: number;
  readonly limitPerBuyer?: number;
  readonly limitLeft?: number;
  /** In a commission group: what its leader earns on each other member's order. */
  readonly commission?: CommissionRule;
  readonly service: { readonly hours: string; readonly phone?: string };
  readonly openGroups: readonly { readonly groupId: string; readonly seatsLeft: number; readonly expiresAt: number }[];
}

/** A deal as its merchant sees it, with the input to edit. */
export interface MerchantDeal extends DealCard {
  readonly deal: DealInput;
  /** Of a deal with imported codes: how many were imported so far, used ones too. */
  readonly codesImported?: number;
  readonly createdAt: number;
}
