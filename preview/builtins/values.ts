/** The default of a property; its type is the type that given values are turned into, and `null` leaves them alone. */
export type Default = string | number | boolean | null;

/** The properties of a built-in component in camel case, each with its default. */
export type Properties = Readonly<Record<string, Default>>;

/** What reading a property with such a default gives. */
export type ValueOf<D> = D extends string ? string : D extends number ? number : D extends boolean ? boolean : unknown;

/** A value as WeChat turns it into the type of the property. */
export function turned<D extends Default>(value: unknown, fallback: D): ValueOf<D>;
export function turned(value: unknown, fallback: Default): unknown {
  if (typeof fallback === 'boolean') return Boolean(value);
  if (typeof fallback === 'number') {
    const number = typeof value === 'string' ? Number.parseFloat(value) : Number(value ?? Number.NaN);
    return Number.isNaN(number) ? fallback : number;
  }
  if (typeof fallback !== 'string') return value;
  return textOf(value);
}

/** Text of what may be anything: of texts, numbers and truths; '' of the rest. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
}
