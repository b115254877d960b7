/** Those of some fields that are there: an answer leaves out what a thing does not have. */
export function given<T extends object, K extends keyof T>(source: T, fields: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(
    fields.flatMap((field) => (source[field] === undefined ? [] : [[field, source[field]]])),
  ) as Partial<Pick<T, K>>;
}
