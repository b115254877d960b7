/**
 * Reads a value as wx-server-sdk 4.0.2 writes it (MongoDB extended JSON, canonical form); the relaxed form is read as
 * well. `$tcb_server_date` markers stay as they are: the engine knows the time.
 */
export function readEjson(text: string): unknown {
  return unwrapAll(JSON.parse(text));
}

/**
 * Writes a value so that the SDK's relaxed reader gives it back: plain numbers, `$date` with milliseconds.
 * Ids are plain strings or numbers, because the SDK turns an `$oid` into an empty object.
 */
export function writeEjson(value: unknown): string {
  return isPlain(value) ? JSON.stringify(value) : JSON.stringify(value, wrap);
}

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

/** Takes wrappers off, the innermost first, in the very value: far cheaper than a reviver of JSON.parse. */
function unwrapAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  const names = Object.keys(fields);
  for (const name of names) {
    const inner = fields[name];
    if (typeof inner === 'object') fields[name] = unwrapAll(inner);
  }
  const [only = ''] = names;
  const unwrap = names.length === 1 && Object.hasOwn(unwrapped, only) ? unwrapped[only] : undefined;
  return unwrap ? unwrap(fields[only]) : value;
}

/** Whether JSON says all of a value by itself. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return !(value instanceof Date) && !(value instanceof RegExp) && Object.values(value).every(isPlain);
}

function wrap(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  // JSON.stringify calls Date's toJSON before it asks here; the holder still has the Date.
  const original = this[key];
  if (original instanceof Date) return { $date: { $numberLong: String(original.getTime()) } };
  if (original instanceof RegExp) return { $regularExpression: { pattern: original.source, options: original.flags } };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $numberDouble: String(value) };
  return value;
}
