/** What a worker is told when it is started. */
export interface WorkerSetting {
  /** The function's index.js. */
  readonly entry: string;
  /** The memory of the virtual clock. */
  readonly clock: SharedArrayBuffer;
}

/** One run, as the worker gets it. */
export interface WorkerRun {
  readonly eventJson: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** `started`: the function is loaded and begins; then its result, as JSON, or the text of its failure. */
export type WorkerAnswer =
  | { readonly kind: 'started' }
  | { readonly kind: 'result'; readonly json: string }
  | { readonly kind: 'failure'; readonly message: string };
