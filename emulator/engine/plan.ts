import { compareValues } from './bson-order';
import { conditionsOf, type Condition, type Conditions } from './conditions';
import { isFields, type DocumentId } from './document';
import type { Entry, FieldIndex } from './field-index';
import type { Sort } from './sort';
import type { Locate } from './sorted-keys';
import type { Trace } from './trace';

/** How the documents of a query are found: by `_id`, by ranges of an index, or (no index) by looking at all. */
export interface Plan {
  readonly index?: string;
  /** False if the index only gives the order and every document may have to be looked at. */
  readonly bounded: boolean;
  /** The ids come in the order of the sort. */
  readonly ordered: boolean;
  /** Candidates; absent: every document. The filter must still be tested, and an id may come twice. */
  readonly ids?: () => Iterable<DocumentId>;
  readonly range?: () => Trace['range'];
}

/** An index with the part of the filter that it can serve. */
interface Usage {
  readonly index: FieldIndex;
  readonly equals: readonly (readonly unknown[])[];
  readonly ranges: readonly Extract<Condition, { kind: 'range' }>[];
  readonly order: 'none' | 'forwards' | 'backwards';
  readonly complete: boolean;
}

/** At most this many index ranges for one query; beyond, fewer fields of the index are used. */
const RANGES_MAX = 2000;

/** Chooses: `_id` first, then the index with the most fields fixed, then a range, then the order. */
export function planFor(filter: unknown, sort: Sort, indexes: readonly FieldIndex[]): Plan {
  const conditions = conditionsOf(filter);
  const byId = conditions.all.find((condition) => condition.kind === 'equals' && condition.field === '_id');
  if (byId?.kind === 'equals') {
    const ids = byId.values.filter((id) => typeof id === 'string' || typeof id === 'number');
    return { index: '_id_', bounded: true, ordered: ids.length < 2, ids: () => ids };
  }
  let best: Usage | undefined;
  for (const index of indexes) {
    const usage = usageOf(index, conditions, sort);
    if (best === undefined || merit(usage) > merit(best)) best = usage;
  }
  if (best !== undefined && best.equals.length + best.ranges.length > 0) return planOf(best);
  return (
    unionOf(filter, indexes) ??
    (best !== undefined && sort.length > 0 && best.order !== 'none' ? planOf(best) : fullScan)
  );
}

const fullScan: Plan = { bounded: false, ordered: false };

function merit(usage: Usage): number {
  return usage.equals.length * 4 + Math.min(usage.ranges.length, 1) * 2 + (usage.order === 'none' ? 0 : 1);
}

function usageOf(index: FieldIndex, conditions: Conditions, sort: Sort): Usage {
  const equals: (readonly unknown[])[] = [];
  let arrays = 0;
  let product = 1;
  for (const [at, field] of index.fields.entries()) {
    const found = conditions.all.find((condition) => condition.kind === 'equals' && condition.field === field);
    // Two conditions on one array may be met by two different elements, which have different keys.
    arrays += index.throughArray.has(at) ? 1 : 0;
    if (found?.kind !== 'equals' || arrays > 1 || product * found.values.length > RANGES_MAX) break;
    product *= found.values.length;
    equals.push(found.values);
  }
  const ranges = rangesOf(index, equals.length, conditions);
  return {
    index,
    equals,
    ranges,
    order: product === 1 ? orderOf(index, equals.length, sort) : 'none',
    complete: conditions.complete && conditions.all.length === equals.length + ranges.length,
  };
}

function rangesOf(index: FieldIndex, at: number, conditions: Conditions): Usage['ranges'] {
  const field = index.fields[at];
  const ranges = conditions.all.filter((condition) => condition.kind === 'range' && condition.field === field);
  const throughArrayBefore = [...index.throughArray].some((other) => other < at);
  if (!index.throughArray.has(at)) return ranges as Usage['ranges'];
  return (throughArrayBefore ? [] : ranges.slice(0, 1)) as Usage['ranges'];
}

/** Whether reading the index, from its field `from` on, gives the documents in the order of the sort. */
function orderOf(index: FieldIndex, from: number, sort: Sort): Usage['order'] {
  if (index.throughArray.size > 0) return 'none';
  const fixed = index.fields.slice(0, from);
  const wanted = sort.filter(([field]) => !fixed.includes(field));
  if (wanted.length === 0) return 'forwards';
  const turns = wanted.map(([field, direction], at) =>
    index.fields[from + at] === field ? direction * (index.directions[from + at] ?? 0) : 0,
  );
  if (turns.every((turn) => turn === 1)) return 'forwards';
  return turns.every((turn) => turn === -1) ? 'backwards' : 'none';
}

function planOf(usage: Usage): Plan {
  const { index, equals, ranges, order } = usage;
  const locates = combinations(equals).map((prefix) => locateIn(index, prefix, ranges));
  return {
    index: index.name,
    bounded: equals.length + ranges.length > 0,
    ordered: order !== 'none',
    ids: () => idsOf(index, locates, order === 'backwards'),
    range: () => (usage.complete ? upperRange(usage) : undefined),
  };
}

function* idsOf(index: FieldIndex, locates: readonly Locate<Entry>[], backwards: boolean): Generator<DocumentId> {
  for (const locate of locates) for (const entry of index.range(locate, backwards)) yield entry.id;
}

function locateIn(index: FieldIndex, prefix: readonly unknown[], ranges: Usage['ranges']): Locate<Entry> {
  const turn = index.directions[prefix.length] ?? 1;
  return ({ key }) => {
    for (const [at, value] of prefix.entries()) {
      const order = compareValues(key[at], value);
      if (order !== 0) return order * (index.directions[at] ?? 1);
    }
    for (const { locate } of ranges) {
      const position = locate(key[prefix.length]);
      if (position !== 0) return position * turn;
    }
    return 0;
  };
}

function combinations(lists: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return lists.reduce<readonly (readonly unknown[])[]>(
    (prefixes, values) => prefixes.flatMap((prefix) => values.map((value) => [...prefix, value])),
    [[]],
  );
}

/** The bound of `field <= bound` behind an equality prefix, and what the index has there or beyond it. */
function upperRange({ index, equals, ranges }: Usage): Trace['range'] {
  const upper = ranges.find(({ bound }) => bound.operator === '$lt' || bound.operator === '$lte');
  const bound = upper === undefined ? NaN : instant(upper.bound.operand);
  if (upper === undefined || index.directions[equals.length] !== 1 || Number.isNaN(bound)) return undefined;
  const leastKey = (): number | undefined => {
    const keys = combinations(equals).map((prefix) => {
      const least = index.firstFrom(locateIn(index, prefix, [upper]));
      const inPrefix = least !== undefined && locateIn(index, prefix, [])(least) === 0;
      return inPrefix ? instant(least.key[prefix.length]) : NaN;
    });
    const least = Math.min(...keys.filter((key) => !Number.isNaN(key)));
    return least === Infinity ? undefined : least;
  };
  return { bound, leastKey };
}

function instant(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : NaN;
}

/** A filter that is only `$or`, each branch served by an index. */
function unionOf(filter: unknown, indexes: readonly FieldIndex[]): Plan | undefined {
  const branches = isFields(filter) && Array.isArray(filter['$or']) ? filter['$or'] : [];
  const plans = branches.map((branch: unknown) => planFor(branch, [], indexes));
  if (plans.length === 0 || !plans.every((plan) => plan.bounded)) return undefined;
  const names = new Set(plans.map((plan) => plan.index));
  return {
    index: [...names].join(' or '),
    bounded: true,
    ordered: false,
    *ids() {
      for (const plan of plans) yield* plan.ids?.() ?? [];
    },
  };
}
