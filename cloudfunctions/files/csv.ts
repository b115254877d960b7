import type { Table } from './table';

/** Excel reads UTF-8 only behind this mark. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection", read 2026-11-22). */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as CSV (RFC 4180), in which no text becomes a formula. */
export function csv(table: Table): Uint8Array {
  const lines = table.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell))).join(','),
  );
  return Buffer.from(BYTE_ORDER_MARK + lines.map((line) => `${line}\r\n`).join(''));
}

function quoted(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
