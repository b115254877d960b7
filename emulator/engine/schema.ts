/** An index as the project declares it: fields in order, each ascending (1) or descending (-1). */
export interface IndexSpec {
  readonly name: string;
  readonly keys: readonly (readonly [field: string, direction: 1 | -1])[];
  readonly unique?: boolean;
}

/** A collection as the project declares it. The index of `_id` is always there. */
export interface CollectionSpec {
  readonly name: string;
  readonly indexes: readonly IndexSpec[];
}
