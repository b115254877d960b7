/** One column of a picker: what can be chosen, and which of it is. */
export interface Column {
  readonly name: string;
  readonly options: readonly string[];
  readonly index: number;
}

/** Parts of a day or of a time, largest first: `[2026, 11, 22]`, `[9, 30]`. */
type Parts = readonly number[];

/** The numbers that a part may have when the ones before it are known. */
interface Part {
  readonly name: string;
  readonly digits: number;
  range(before: Parts): readonly [min: number, max: number];
}

const timeParts: readonly Part[] = [
  { name: '时', digits: 2, range: () => [0, 23] },
  { name: '分', digits: 2, range: () => [0, 59] },
];

const dayParts: readonly Part[] = [
  { name: '年', digits: 4, range: () => [1900, 2099] },
  { name: '月', digits: 2, range: () => [1, 12] },
  { name: '日', digits: 2, range: ([year = 0, month = 0]) => [1, new Date(Date.UTC(year, month, 0)).getUTCDate()] },
];

/** How many parts of a day the `fields` of a date picker choose. */
const dayFields: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 };

/** A choice of a day or a time: its columns, its text, and what it is after one column was turned. */
export interface Calendar {
  readonly columns: readonly Column[];
  readonly text: string;
  turn(column: number, index: number): Calendar;
}

/** The columns of `mode="time"`; texts are `hh:mm`, and what cannot be read counts as not given. */
export function timeColumns(value: string, start: string, end: string): Calendar {
  return calendarOf(timeParts, ':', partsOf(value, 2) ?? [0, 0], partsOf(start, 2), partsOf(end, 2));
}

/** The columns of `mode="date"`; texts are `YYYY-MM-DD`, shorter with other `fields`. */
export function dayColumns(value: string, start: string, end: string, fields: string, today: string): Calendar {
  const count = dayFields[fields] ?? 3;
  const given = partsOf(value, count) ?? partsOf(today, count) ?? [];
  return calendarOf(dayParts.slice(0, count), '-', given, partsOf(start, count), partsOf(end, count));
}

function calendarOf(parts: readonly Part[], mark: string, value: Parts, start?: Parts, end?: Parts): Calendar {
  const chosen: number[] = [];
  const texts = (numbers: Parts): readonly string[] =>
    parts.flatMap((part, place) => written(numbers[place] ?? 0, part));
  const columns = parts.map((part, place): Column => {
    const [min, max] = rangeOf(part, place, chosen, start, end);
    const wanted = Math.min(max, Math.max(min, value[place] ?? min));
    chosen.push(wanted);
    const numbers = Array.from({ length: max - min + 1 }, (_, step) => min + step);
    return { name: part.name, options: numbers.map((number) => written(number, part)), index: wanted - min };
  });
  return {
    columns,
    text: texts(chosen).join(mark),
    turn(column, index) {
      const turned = Number(columns[column]?.options[index]);
      return calendarOf(
        parts,
        mark,
        chosen.map((number, place) => (place === column ? turned : number)),
        start,
        end,
      );
    },
  };
}

/** A limit holds for a part only while all parts before it are at the limit too. */
function rangeOf(part: Part, place: number, chosen: Parts, start?: Parts, end?: Parts): readonly [number, number] {
  const [min, max] = part.range(chosen);
  const isAt = (limit: Parts | undefined): limit is Parts =>
    limit !== undefined && chosen.every((number, before) => number === limit[before]);
  const low = isAt(start) ? Math.max(min, start[place] ?? min) : min;
  const high = isAt(end) ? Math.min(max, end[place] ?? max) : max;
  return [low, Math.max(low, high)];
}

function written(number: number, { digits }: Part): string {
  return String(number).padStart(digits, '0');
}

function partsOf(text: string, count: number): Parts | undefined {
  const parts = text.split(/[-:/]/).map(Number);
  return text === '' || parts.some(Number.isNaN) ? undefined : parts.slice(0, count);
}

/** The texts of a range of a selector: themselves, or the member that `rangeKey` names. */
export function optionTexts(range: unknown, rangeKey: string): readonly string[] {
  if (!Array.isArray(range)) return [];
  return range.map((option: unknown) => {
    const named = rangeKey !== '' && typeof option === 'object' && option !== null;
    const text: unknown = named ? (option as Readonly<Record<string, unknown>>)[rangeKey] : option;
    return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
  });
}
