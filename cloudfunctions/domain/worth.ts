/** A part of an amount, fen × part ÷ whole, rounded down; whole numbers all the way. */
export function shareOf(fen: number, part: number, whole: number): number {
  const product = fen * part;
  return (product - (product % whole)) / whole;
}

/** An amount in n parts as equal as whole fen allow, the greater ones first. They add up to it. */
export function partsOf(fen: number, n: number): number[] {
  const least = shareOf(fen, 1, n);
  const greater = fen % n;
  return Array.from({ length: n }, (_, i) => (i < greater ? least + 1 : least));
}

/**
 * What each use of a voucher is worth (fen). Price P over n uses: the first P mod n uses are worth ⌈P/n⌉, the others
 * ⌊P/n⌋. They add up to P.
 */
export const worthOfUses = (priceFen: number, uses: number): number[] => partsOf(priceFen, uses);

/** Adds up fen. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, fen) => total + fen, 0);
