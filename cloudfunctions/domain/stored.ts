/** An answer that a document remembers: a retry with the same input gets it again, another input is refused. */
export interface Remembered {
  readonly input: string;
  readonly answer: unknown;
}

/** What every document carries that requests create or change. */
export interface Stored {
  readonly _id: string;
  readonly merchantId: string;
  /**
   * Keys of the requests that changed this document, under a unique index: one request changes one document.
   * Never empty, the first is the document's own id: an index takes a missing or empty field for a key that all share.
   */
  readonly requestKeys: readonly string[];
  readonly requests: Readonly<Record<string, Remembered>>;
}
