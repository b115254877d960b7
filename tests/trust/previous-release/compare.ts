import type { Recorded } from './recorder';

/** Names that another run gives to the same things: ids, codes, tokens, signatures; recorded name to its name now. */
export type Names = Map<string, string>;

/** What every run makes anew; a word, or a sentence, is not. By chance a name has no digit. */
const mayBeName = (text: string): boolean => /^[\w./:=+-]{12,}$/.test(text);
const isName = (text: string): boolean => mayBeName(text) && /\d/.test(text);

/** What another run signs: it follows from the names in it, but only its signer can tell how. */
const isSigned = (text: string): boolean => /\.[\w-]{86}$/.test(text);

/** Fields of which only the kind is compared: where a file lies, and when. */
const ELSEWHERE = new Set(['url', 'fileId']);

/**
 * What an answer lacks of a recorded one: a field that is not there, or not what it was. More fields are no lack. With
 * `names`, what is called otherwise in this run must always be called so; without, nothing may.
 */
export function lacks(recorded: unknown, given: unknown, names?: Names, path = ''): string[] {
  if (Array.isArray(recorded) && Array.isArray(given)) {
    if (recorded.length !== given.length) return [`${path}: ${String(given.length)} for ${String(recorded.length)}`];
    return recorded.flatMap((each, i) => lacks(each, given[i], names, `${path}[${String(i)}]`));
  }
  if (isObject(recorded) && isObject(given)) {
    return Object.entries(recorded).flatMap(([field, value]) => {
      if (!(field in given)) return [`${path}.${field} is not there`];
      if (ELSEWHERE.has(field) && typeof value === typeof given[field]) return [];
      return lacks(value, given[field], names, `${path}.${field}`);
    });
  }
  const isSame = names ? isSameThing(recorded, given, names) : Object.is(recorded, given);
  return isSame ? [] : [`${path} is ${JSON.stringify(given)}, was ${JSON.stringify(recorded)}`];
}

/** Whether a value is what it was, or the name that this run has given to the same thing and to no other. */
function isSameThing(recorded: unknown, given: unknown, names: Names): boolean {
  if (typeof recorded !== 'string' || typeof given !== 'string') return Object.is(recorded, given);
  const known = renamed(recorded, names);
  if (known === given) return true;
  const isNew = !names.has(recorded) && (known === recorded || isSigned(recorded));
  if (!isNew || !isName(recorded) || !mayBeName(given) || [...names.values()].includes(given)) return false;
  names.set(recorded, given);
  return true;
}

/** A recorded value with the names of this run in it. */
export function renamed<T>(recorded: T, names: Names): T {
  let text = JSON.stringify(recorded);
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  for (const [old, now] of longestFirst) text = text.replaceAll(old, now);
  return JSON.parse(text) as T;
}

/** What a whole answer lacks: success for success, with all that it said; the same refusal for a refusal. */
export function answerLacks(recorded: Recorded, given: Recorded, names?: Names): string[] {
  if (recorded.ok && given.ok) return lacks(recorded.data, given.data, names);
  const [was, is] = [recorded, given].map((answer) => (answer.ok ? 'granted' : answer.error));
  return was === is ? [] : [`${String(is)}, was ${String(was)}`];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
