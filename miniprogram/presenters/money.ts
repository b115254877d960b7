/** A sum as people read it: whole yuan, then the cents if there are any. Fen → '29.90', '30'. */
export function yuan(fen: number): string {
  const cents = Math.abs(fen) % 100;
  const whole = Math.trunc(Math.abs(fen) / 100);
  const sign = fen < 0 ? '−' : '';
  return `${sign}${String(whole)}${cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`}`;
}

/** A sum with its currency. Fen → '¥29.90'. */
export const price = (fen: number): string => (fen < 0 ? `−¥${yuan(-fen)}` : `¥${yuan(fen)}`);

/** What a person typed as a sum in yuan, in whole fen; undefined if it is no sum. */
export function fenOf(typed: string): number | undefined {
  const parts = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(/^[¥￥]/, ''));
  if (!parts) return undefined;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}
