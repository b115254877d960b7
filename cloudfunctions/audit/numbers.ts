import { schema } from '../schema/schema';
import type { Books, CollectionName } from './documents';
import { named, unless, type Invariant } from './invariant';

/** Fields that hold a number and nothing else: by how they end, and by name. */
const AMOUNT_OR_TIME = /(Fen|At|Until|Seq)$/;
const COUNTS: readonly string[] = [
  ...['fen', 'until', 'q', 'free', 'left', 'held', 'missing', 'filled', 'size', 'quantity', 'stocked', 'adjusted'],
  ...['usesLeft', 'nth', 'version', 'tries', 'restock', 'use'],
];

/** Stock that was taken away again. */
const MAY_BE_NEGATIVE = 'adjusted';

/** I13. Money is whole fen, time whole milliseconds, and everything else is counted. */
export const wholeNumbers: Invariant = {
  id: 'I13',
  says: 'Every number is whole and not negative: fen, units, times. None is written as a text.',
  of: 'numbers',
  counted: (books) => collections.reduce((total, name) => total + [...numbersIn(name, books)].length, 0),
  check: (books) =>
    collections.flatMap((name) =>
      [...numbersIn(name, books)].flatMap(({ id, path, field, value }) => {
        const isWhole = Number.isSafeInteger(value) && ((value as number) >= 0 || field === MAY_BE_NEGATIVE);
        const written = typeof value === 'string' ? `the text "${value}"` : String(value);
        return unless(isWhole, `${path} is ${written}`, named(name, id));
      }),
    ),
};

const collections = schema.map(({ name }) => name as CollectionName);

interface Numeral {
  readonly id: string;
  readonly path: string;
  readonly field: string;
  readonly value: unknown;
}

function* numbersIn(name: CollectionName, books: Books): Generator<Numeral> {
  for (const document of books[name].values()) yield* within(document._id, '', '', document);
}

/** Every number below a value, and every text where a number must be. */
function* within(id: string, path: string, field: string, value: unknown): Generator<Numeral> {
  if (typeof value === 'number') yield { id, path, field, value };
  else if (typeof value === 'object' && value !== null) {
    // Elements of an array are what the array's name says.
    const isArray = Array.isArray(value);
    for (const [key, inner] of Object.entries(value)) {
      yield* within(id, path === '' ? key : `${path}.${key}`, isArray ? '' : key, inner);
    }
  } else if (typeof value === 'string' && isCount(field)) yield { id, path, field, value };
}

const isCount = (field: string): boolean => COUNTS.includes(field) || AMOUNT_OR_TIME.test(field);
