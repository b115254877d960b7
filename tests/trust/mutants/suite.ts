import { format } from 'node:util';

type Work = () => unknown;

/** One test of a file, and the block that it stands in. */
export interface Case {
  readonly id: string;
  readonly file: string;
  readonly work: Work;
  /** What it says that it does, and to what: its text, and the row of its table. */
  readonly text: string;
}

interface Block {
  readonly words: readonly string[];
  readonly children: (Block | Case)[];
  readonly hooks: Record<'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll', Work[]>;
}

/** What became of one test; `error` is absent if it passed. */
export interface CaseResult {
  readonly id: string;
  readonly file: string;
  readonly ms: number;
  readonly error?: string;
}

const newBlock = (words: readonly string[]): Block => ({
  ...{ words, children: [] },
  hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] },
});

const isBlock = (child: Block | Case): child is Block => 'children' in child;

const casesOf = (block: Block): Case[] =>
  block.children.flatMap((child) => (isBlock(child) ? casesOf(child) : [child]));

let files = new Map<string, Block>();
let current = newBlock([]);
let currentFile = '';

/** Everything that `collect` has taken is forgotten. */
export function forgetAll(): void {
  files = new Map();
}

/** Takes the tests that `load` declares as those of a file. */
export function collect(file: string, load: () => void): void {
  currentFile = file;
  current = newBlock([file]);
  files.set(file, current);
  load();
}

/** Every test that was taken, in the order of the files. */
export const cases = (): Case[] => [...files.values()].flatMap(casesOf);

/** Declares a test, as jest's `test` does. */
export function test(name: string, work: Work, text = String(work)): void {
  const id = [...current.words, name].join(' › ');
  const namesakes = casesOf(current).filter((each) => each.id === id || each.id.startsWith(`${id} (again`)).length;
  const unique = namesakes === 0 ? id : `${id} (again ${String(namesakes)})`;
  current.children.push({ id: unique, file: currentFile, work, text });
}

/** Declares a block, as jest's `describe` does. */
export function describe(name: string, declare: () => void): void {
  const outer = current;
  current = newBlock([...outer.words, name]);
  outer.children.push(current);
  declare();
  current = outer;
}

type Table = readonly unknown[];

/** A row of a table in a name: `%s` takes its values in turn, `$name` a field of its first. */
function named(name: string, row: readonly unknown[]): string {
  const [first] = row;
  const fields = typeof first === 'object' && first !== null ? (first as Readonly<Record<string, unknown>>) : {};
  const filled = name.replace(/\$(\w+)/g, (whole, field: string) => (field in fields ? String(fields[field]) : whole));
  const places = filled.match(/%[sdijp]/g)?.length ?? 0;
  return format(filled.replaceAll('%p', '%j'), ...row.slice(0, places));
}

const rowsOf = (table: Table): (readonly unknown[])[] =>
  table.every(Array.isArray) ? table.map((row) => row as readonly unknown[]) : table.map((row) => [row]);

test.each = (table: Table) => (name: string, work: (...row: readonly unknown[]) => unknown) => {
  for (const row of rowsOf(table)) test(named(name, row), () => work(...row), String(work) + JSON.stringify(row));
};

/** Hooks, as jest's. */
export const beforeAll = (work: Work): unknown => current.hooks.beforeAll.push(work);
export const beforeEach = (work: Work): unknown => current.hooks.beforeEach.push(work);
export const afterEach = (work: Work): unknown => current.hooks.afterEach.push(work);
export const afterAll = (work: Work): unknown => current.hooks.afterAll.push(work);

interface Run {
  readonly wanted: ReadonlySet<string>;
  readonly stopAtFirst: boolean;
  readonly results: CaseResult[];
}

/**
 * Runs the wanted tests file by file, in the order in which the files are named by them. `stopAtFirst`: ends with the
 * first that fails; what was begun is tidied up all the same.
 */
export async function runCases(ids: readonly string[], stopAtFirst: boolean): Promise<CaseResult[]> {
  const wanted = new Set(ids);
  const run: Run = { wanted, stopAtFirst, results: [] };
  const order = [...new Set(ids.map((id) => id.split(' › ')[0] ?? ''))];
  for (const file of order) {
    const block = files.get(file);
    if (block && !isOver(run)) await runBlock(run, block, []);
  }
  return run.results;
}

const isOver = ({ stopAtFirst, results }: Run): boolean =>
  stopAtFirst && results.some(({ error }) => error !== undefined);

async function runBlock(run: Run, block: Block, around: readonly Block[]): Promise<void> {
  const mine = casesOf(block).filter(({ id }) => run.wanted.has(id));
  const [first] = mine;
  if (!first) return;
  const broken = await failureOf(block.hooks.beforeAll);
  if (broken !== undefined) run.results.push({ id: first.id, file: first.file, ms: 0, error: broken });
  for (const child of broken === undefined ? block.children : []) {
    if (isOver(run)) break;
    if (isBlock(child)) await runBlock(run, child, [...around, block]);
    else if (run.wanted.has(child.id)) await runCase(run, child, [...around, block]);
  }
  await failureOf(block.hooks.afterAll);
}

async function runCase(run: Run, { id, file, work }: Case, around: readonly Block[]): Promise<void> {
  const startedAt = performance.now();
  const before = around.flatMap(({ hooks }) => hooks.beforeEach);
  const after = [...around].reverse().flatMap(({ hooks }) => hooks.afterEach);
  const error = (await failureOf([...before, work])) ?? (await failureOf(after));
  const ms = performance.now() - startedAt;
  run.results.push(error === undefined ? { id, file, ms } : { id, file, ms, error });
}

/** Does one after the other; what the first that fails has thrown, as text. */
async function failureOf(works: readonly Work[]): Promise<string | undefined> {
  try {
    for (const work of works) await work();
  } catch (error) {
    return textOf(error);
  }
  return undefined;
}

/** A property that fails says what it was told only by its cause. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.stack ?? error.message;
  return error.cause === undefined ? text : `${text}\nCaused by ${textOf(error.cause)}`;
}
