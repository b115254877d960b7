/**
 * Reads a value as wx-server-sdk 4.0.2 writes it (MongoDB extended JSON, canonical form); the relaxed form is read as
 * well. `$tcb_server_date` markers stay as they are: the engine knows the time.
 */
export function readEjson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => (isWrapper(value) ? unwrap(value) : value)) as unknown;
}

/**
 * Writes a value so that the SDK's relaxed reader gives it back: plain numbers, `$date` with milliseconds.
 * Ids are plain strings or numbers, because the SDK turns an `$oid` into an empty object.
 */
export function writeEjson(value: unknown): string {
  return JSON.stringify(value, wrap);
}

type Wrapper = Readonly<Record<string, unknown>>;

const unwrapped: Readonly<Record<string, (inner: unknown) => unknown>> = {
  $numberInt: Number,
  $numberLong: Number,
  $numberDouble: Number,
  $date: (inner) => new Date(inner as string | number),
  $regularExpression: (inner) => {
    const { pattern, options } = inner as { readonly pattern: string; readonly options: string };
    return new RegExp(pattern, options.replace(/[^ims]/g, ''));
  },
};

function isWrapper(value: unknown): value is Wrapper {
  if (typeof value !== 'object' || value === null) return false;
  const [name, ...others] = Object.keys(value);
  return name !== undefined && others.length === 0 && Object.hasOwn(unwrapped, name);
}

function unwrap(value: Wrapper): unknown {
  const [name = '', inner] = Object.entries(value)[0] ?? [];
  return unwrapped[name]?.(inner);
}

function wrap(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  // JSON.stringify calls Date's toJSON before it asks here; the holder still has the Date.
  const original = this[key];
  if (original instanceof Date) return { $date: { $numberLong: String(original.getTime()) } };
  if (original instanceof RegExp) return { $regularExpression: { pattern: original.source, options: original.flags } };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) };
  return value;
}
