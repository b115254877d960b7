/** Twelve digits that the shop makes, or a code that a merchant brought along; blanks say nothing. */
const CODE = /^[0-9A-Z-]{6,32}$/;

/** A voucher's code in what was typed, as it is looked for; undefined: it cannot be one. */
export function codeTyped(typed: string): string | undefined {
  const code = typed.replace(/\s/g, '').toUpperCase();
  return CODE.test(code) ? code : undefined;
}
