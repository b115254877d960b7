import type { Chance } from '../../../simulation/chance';
import { pick } from '../../../simulation/months/choices';

/** Stands in every object that could be an operator of a database: nowhere on the wire may it be seen. */
export const OPERATOR_MARK = 'OPERATOR~7';

/** Begins texts that name a field where an expression is meant: on the wire they are literals. */
export const FIELD_MARK = '$FIELD~7';

const KIB = 1024;
const DEPTHS = [3, 30, 300];
const LENGTHS = [65, 401, 1001, 5001];

/** So seldom a text is as long as a request may be, or a list as deep. */
const ONE_IN_HUGE = 100;
const HUGE_LENGTH = KIB * KIB;
/** A simulation copies events by `JSON.stringify`, which ends before 5,000 (Node 20.20): see `depth.test.ts`. */
const HUGE_DEPTH = 4000;

const operators: readonly ((mark: string) => unknown)[] = [
  ...['$ne', '$gt', '$lt', '$gte', '$not', '$regex', '$where', '$exists', '$type', '$size', '$eq', '$literal'],
  ...['$numberDouble', '$numberLong', '$date', '$oid', '$undefined', '$tcb_server_date', `$${OPERATOR_MARK}`],
].map((operator) => (mark: string) => ({ [operator]: mark }));

/** Objects that a database, or the SDK before it, could take for an order. */
const orders: readonly ((mark: string) => unknown)[] = [
  ...operators,
  (mark) => ({ $in: [mark] }),
  (mark) => ({ $set: { role: mark } }),
  (mark) => ({ $inc: { [mark]: 1 } }),
  (mark) => ({ $expr: { $eq: [mark, mark] } }),
  (mark) => ({ $function: { body: mark, args: [], lang: 'js' } }),
  (mark) => ({ $or: [{ [mark]: 1 }, {}] }),
  (mark) => ({ _internalType: mark, operator: 'neq', operands: [null], fieldName: mark }),
  (mark) => ({ [`${mark}.vouchers.V01.usesLeft`]: 9 }),
  (mark) => JSON.parse(`{"__proto__":{"${mark}":1}}`) as unknown,
  (mark) => ({ constructor: { prototype: { [mark]: 1 } } }),
  (mark) => ({ toString: mark, valueOf: mark, then: mark, toJSON: mark, length: mark }),
  (mark) => ({ 0: mark, length: { toString: mark, valueOf: mark } }),
];

/** What JSON can carry of these; the rest arrives as null. */
const numbers = [
  ...[NaN, Infinity, -Infinity, -0, 0, -1, 0.1, 1e308, 5e-324, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 2 ** 63],
  ...[Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 8_640_000_000_000_001, 1e21],
];

const texts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udc00y',
    '\ud83d',
    '\u202e倒过来',
    'a\u200bb',
    '👩‍👩‍👧‍👦',
    '\ufeff',
    '\u0085',
  ],
  ...['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")', '"', ',,', 'a\r\nb'],
  ...[FIELD_MARK, `$${FIELD_MARK}.merchantId`, `$${FIELD_MARK}`, 'a.b', '$', '.', '__proto__', 'constructor'],
  ...['toString', 'hasOwnProperty', 'NaN', 'undefined', 'null', 'true', '[object Object]', '{"$ne":null}', '0', '-1'],
  ...['../../etc/passwd', 'cloud://other.env/x', 'https://127.0.0.1/', "' OR 1=1 --", '<script>alert(1)</script>'],
  ...[
    'Ｚ'.repeat(20),
    'z'.repeat(20),
    '٠'.repeat(12),
    '0'.repeat(12),
    '9007199254740993',
    '1e3',
    '0x10',
    ' 2026-11-22',
  ],
  ...['2026-02-30', '0000-00-00', '9999-12-31', '-00001-01-01', '2026-11-22T00:00:00Z', '275761-01-01'],
];

/** A value that no client of ours sends. */
export function hostileValue(chance: Chance, foreign: readonly string[]): unknown {
  switch (chance.below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return pick(chance, orders)(OPERATOR_MARK);
    case 4:
    case 5:
      return pick(chance, numbers);
    case 6:
      return large(chance);
    case 7:
    case 8:
      return pick(chance, foreign);
    case 9:
    case 10:
      return pick<unknown>(chance, [null, true, false, [], {}, [[]], [null], [{}], ['a', 1], { 0: 'a', length: 1 }]);
    default:
      return pick(chance, texts);
  }
}

function large(chance: Chance): unknown {
  if (chance.below(ONE_IN_HUGE) === 0)
    return chance.below(2) === 0 ? 'x'.repeat(HUGE_LENGTH) : nested(HUGE_DEPTH, true);
  switch (chance.below(3)) {
    case 0:
      return pick(chance, ['x', '券', '\ud800', FIELD_MARK]).repeat(pick(chance, LENGTHS));
    case 1:
      return nested(pick(chance, DEPTHS), chance.below(2) === 0);
    default:
      return Array.from({ length: 300 }, (_, i) => `${FIELD_MARK}${String(i)}`);
  }
}

function nested(depth: number, inLists: boolean): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = inLists ? [value] : { deeper: value };
  return value;
}

const KEYS = ['$set', '$where', 'a.b', '', 'merchantId', 'person', 'role', 'now', 'userInfo', OPERATOR_MARK];

/** The same value with one thing in it wrong: replaced, missing, added, or of another shape. */
export function spoilt(value: unknown, chance: Chance, foreign: readonly string[]): unknown {
  const hostile = (): unknown => hostileValue(chance, foreign);
  const isInner = typeof value === 'object' && value !== null;
  const names = isInner ? Object.keys(value) : [];
  if (!isInner || chance.below(20) === 0) return chance.below(4) === 0 ? [value] : hostile();
  const name = names.length > 0 ? pick(chance, names) : '';
  const fields = value as Readonly<Record<string, unknown>>;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return chance.below(3) === 0
      ? [...list, hostile()]
      : list.map((each, i) => (String(i) === name ? hostile() : each));
  }
  switch (chance.below(6)) {
    case 0:
      return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
    case 1:
      return withKey(fields, chance.below(8) === 0 ? '__proto__' : pick(chance, KEYS), hostile());
    case 2:
      return withKey(fields, name, spoilt(fields[name], chance, foreign));
    default:
      return withKey(fields, name, hostile());
  }
}

/** An object with one more property of its own, whatever its name. */
function withKey(fields: Readonly<Record<string, unknown>>, name: string, value: unknown): unknown {
  const entries = Object.entries(fields).filter(([key]) => key !== name);
  return Object.fromEntries([...entries, [name, value]]);
}
