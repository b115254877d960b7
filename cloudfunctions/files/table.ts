/** What a cell says: a text as it is, or a number to calculate with. */
export type Cell = string | number;

/** Rows of a file for a spreadsheet, the first of them its headings. */
export type Table = readonly (readonly Cell[])[];
