/**
 * What each use of a voucher is worth (fen). Price P over n uses: the first P mod n uses are worth ⌈P/n⌉, the others
 * ⌊P/n⌋. They add up to P.
 */
export function worthOfUses(priceFen: number, uses: number): number[] {
  const least = Math.floor(priceFen / uses);
  const dearer = priceFen % uses;
  return Array.from({ length: uses }, (_, i) => (i < dearer ? least + 1 : least));
}

/** Adds up fen. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, fen) => total + fen, 0);
