import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import Database from 'libsql';

import { audit, type Documents, type Finding } from '../cloudfunctions/audit/audit';
import { schema } from '../cloudfunctions/schema/schema';
import { decodeDocument } from '../emulator/engine/stored-json';
import { payNotices, payOrders, payRefunds } from '../emulator/pay/collections';

/** Documents of one request. */
const PAGE_SIZE = 1000;

const USAGE = `Say what to audit:
  npm run audit -- --data DIR   the data directory of a local cloud, running or not
  npm run audit -- --url URL    a local cloud that is running, by its address`;

/** The command line is wrong, or what it names cannot be read: one sentence for whoever typed it. */
class UsageFailure extends Error {}

/** What is audited, and the instant at which it is judged what is overdue. */
interface Source {
  readonly documents: Documents;
  readonly now: number;
}

type Row = Readonly<Record<string, unknown>> & { readonly _id: string };

/** Checks every invariant as the command line asks: the lines to print, and 0, or 1 where one is violated, or 2. */
export async function auditAs(
  words: readonly string[],
): Promise<{ readonly lines: string[]; readonly status: number }> {
  try {
    const { documents, now } = await sourceOf(words);
    const findings = audit(documents, { now });
    const count = findings.reduce((total, { violations }) => total + violations.length, 0);
    const end = count === 0 ? 'Everything holds.' : `${String(count)} ${count === 1 ? 'violation' : 'violations'}.`;
    return { lines: [...findings.flatMap(linesOf), end], status: count === 0 ? 0 : 1 };
  } catch (error) {
    if (error instanceof UsageFailure) return { lines: [error.message], status: 2 };
    throw error;
  }
}

function sourceOf(words: readonly string[]): Promise<Source> {
  const { data, url } = optionsOf(words);
  if (data !== undefined && url === undefined) return Promise.resolve(sourceIn(data));
  if (url !== undefined && data === undefined) return sourceAt(url);
  throw new UsageFailure(USAGE);
}

function optionsOf(words: readonly string[]): { readonly data?: string; readonly url?: string } {
  try {
    return parseArgs({ args: [...words], options: { data: { type: 'string' }, url: { type: 'string' } } }).values;
  } catch (error) {
    throw new UsageFailure(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** One line for an invariant, and one for each violation of it. */
function linesOf({ id, says, hasSource, counted, of, violations }: Finding): string[] {
  const found = violations.length === 0 ? 'ok' : `VIOLATED ${String(violations.length)}×`;
  const what = hasSource ? `${found}, ${String(counted)} ${of}` : 'no source, not checked';
  return [
    `${id.padEnd(3)} ${what}: ${says}`,
    ...violations.map(({ says: how, documents }) => `      ${[documents.join(', '), how].filter(Boolean).join(': ')}`),
  ];
}

/** Reads the database file of a local cloud, all at one instant and without changing it. */
function sourceIn(directory: string): Source {
  const file = join(directory, 'documents.db');
  try {
    const database = new Database(`${pathToFileURL(file).href}?mode=ro`);
    const rows = database.prepare('SELECT json FROM doc WHERE collection = ? ORDER BY rowid');
    const read = (collection: string): Row[] =>
      (rows.all(collection) as { readonly json: string }[]).map(({ json }) => decodeDocument(json) as Row);
    database.exec('BEGIN');
    const pay = { orders: read(payOrders), refunds: read(payRefunds), notices: read(payNotices) };
    const documents = Object.fromEntries(schema.map(({ name }) => [name, read(name)]));
    const now = lastTick(read('sys_timers'));
    database.close();
    return { documents: { ...documents, pay } as unknown as Documents, now };
  } catch (error) {
    throw new UsageFailure(`${file} cannot be read as the database of a local cloud: ${String(error)}`);
  }
}

/**
 * The last instant that a timer has seen. A cloud that is not running does not grow older: nothing falls due in it, and
 * when it starts again runs that it missed are not made up for.
 */
function lastTick(timers: readonly Row[]): number {
  const ticks = timers.flatMap(({ lastAt }) => (typeof lastAt === 'number' ? [lastAt] : []));
  return ticks.length > 0 ? Math.max(...ticks) : Date.now();
}

/** Asks a running local cloud, which shows nobody what WeChat Pay knows. */
async function sourceAt(url: string): Promise<Source> {
  const { now } = (await ask(url, 'GET', '/local/clock')) as { readonly now: number };
  const collections: Record<string, Row[]> = {};
  for (const { name } of schema) collections[name] = await allOf(url, name);
  return { documents: collections as unknown as Documents, now };
}

async function allOf(url: string, collection: string): Promise<Row[]> {
  const documents: Row[] = [];
  for (;;) {
    const where = { _id: { $gt: documents.at(-1)?._id ?? '' } };
    const { items } = (await ask(url, 'POST', '/local/query', { collection, where, limit: PAGE_SIZE })) as {
      readonly items: readonly Row[];
    };
    documents.push(...items);
    if (items.length < PAGE_SIZE) return documents;
  }
}

async function ask(url: string, method: string, path: string, body?: object): Promise<unknown> {
  try {
    const response = await fetch(new URL(path, url), { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(await response.text());
    return await response.json();
  } catch (error) {
    const { cause = error } = error as { readonly cause?: unknown };
    throw new UsageFailure(`${url} does not answer as a local cloud does (${method} ${path}): ${String(cause)}`);
  }
}

async function main(): Promise<void> {
  const { lines, status } = await auditAs(process.argv.slice(2));
  for (const line of lines) (status === 2 ? console.error : console.log)(line);
  process.exitCode = status;
}

if (process.argv[1] === __filename) void main();
