/** An input with one thing wrong in it: where, and what was done. */
export interface Damaged {
  readonly path: string;
  readonly how: string;
  readonly input: unknown;
}

/** What no field of the contract takes: operators, empty and NaN-like values, what is too big by far. */
const neverTaken: readonly (readonly [how: string, value: unknown])[] = [
  ['null, as NaN and Infinity arrive', null],
  ['an operator', { $ne: null }],
  ['an operator with a pattern', { $regex: '.*' }],
  ['a huge text', 'x'.repeat(20_000)],
  ['a huge number', 1e300],
  ['a fraction', 1.5],
  ['an array in an array', [[]]],
];

const wrongFor: Readonly<Record<string, readonly (readonly [how: string, value: unknown])[]>> = {
  string: [
    ['a number', 5],
    ['a truth value', true],
    ['an object', {}],
  ],
  number: [
    ['a text', '5'],
    ['a truth value', false],
    ['an object', {}],
  ],
  boolean: [
    ['a text', 'true'],
    ['a number', 1],
  ],
};

/** Every damage of an input: at each of its fields, of each kind that makes it no input at all. */
export function damagesOf(input: object, optional: readonly string[]): Damaged[] {
  return [
    ...['text', 5, true, [], [input]].map((whole) => ({
      path: '',
      how: `${JSON.stringify(whole)} as a whole`,
      input: whole,
    })),
    ...damagedObject(input, '', optional),
  ];
}

function damagedObject(object: object, path: string, optional: readonly string[]): Damaged[] {
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  const fields = Object.entries(object) as [string, unknown][];
  return [
    ...['extra', '$where', 'constructor'].map((key) => {
      return { path: at(key), how: 'one field too many', input: { ...object, [key]: 1 } };
    }),
    ...fields
      .filter(([key]) => !optional.includes(at(key)))
      .map(([key]) => ({
        ...{ path: at(key), how: 'missing' },
        input: Object.fromEntries(fields.filter(([other]) => other !== key)),
      })),
    ...fields.flatMap(([key, value]) =>
      damagedValue(value, at(key), optional).map((damage) => ({
        ...damage,
        input: { ...object, [key]: damage.input },
      })),
    ),
  ];
}

function damagedValue(value: unknown, path: string, optional: readonly string[]): Damaged[] {
  const damaged = (rows: readonly (readonly [string, unknown])[]): Damaged[] =>
    rows.map(([how, input]) => ({ path, how, input }));
  if (Array.isArray(value)) {
    const elements = neverTaken.map(([how, element]) => [`${how} in it`, [element]] as const);
    return damaged([
      ...neverTaken.slice(0, 6),
      ['a text', 'x'],
      ['far too many', Array(10_001).fill('x')],
      ...elements,
    ]);
  }
  if (typeof value === 'object' && value !== null) {
    return [...damaged([...neverTaken, ['an array', [value]]]), ...damagedObject(value, path, optional)];
  }
  return damaged([...neverTaken, ...(wrongFor[typeof value] ?? []), ['an array of it', [value]]]);
}
