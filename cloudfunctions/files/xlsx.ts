import type { Cell, Table } from './table';
import { zip } from './zip';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Wide enough for an order's number. */
const COLUMN_WIDTH = 24;

/** The parts that a workbook of one sheet must have (ECMA-376, part 1, §12 and annex L). */
const parts = [
  {
    path: '[Content_Types].xml',
    text:
      `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/></Types>`,
  },
  { path: '_rels/.rels', text: relationship('officeDocument', 'xl/workbook.xml') },
  {
    path: 'xl/workbook.xml',
    text:
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
      '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  },
  { path: 'xl/_rels/workbook.xml.rels', text: relationship('worksheet', 'worksheets/sheet1.xml') },
] as const;

/** A table as a workbook of one sheet. Texts are inline, so that none becomes a formula or a number. */
export function xlsx(table: Table): Uint8Array {
  const columns = Math.max(1, ...table.map((row) => row.length));
  const text =
    `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="${String(columns)}" width="${String(COLUMN_WIDTH)}" ` +
    `customWidth="1"/></cols><sheetData>${table.map(rowOf).join('')}</sheetData></worksheet>`;
  return zip([...parts, { path: 'xl/worksheets/sheet1.xml', text }]);
}

const rowOf = (row: readonly Cell[]): string => `<row>${row.map(cellOf).join('')}</row>`;

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return `<c><v>${String(cell)}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text for XML 1.0, which has no control characters but three. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>]/g, (character) => NAMES[character] ?? '');
}

function relationship(type: string, target: string): string {
  return (
    `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">` +
    `<Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`
  );
}
