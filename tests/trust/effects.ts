import type { Document } from '../../emulator/engine/document';
import type { Simulation } from '../../simulation/simulation';
import type { Situation } from './policy/case';
import type { Effect, Judged } from './policy/effect';

type Documents = ReturnType<Simulation['documents']>;

/** A document before and after a call; what is missing was not there, or is there no more. */
interface Pair {
  readonly collection: string;
  readonly before?: Document;
  readonly after?: Document;
}

/** What of everything that is stored is not as the effects of a call say: written wrongly, not at all, or besides. */
export function wrongEffects(effects: readonly Effect[], at: Situation, before: Documents, after: Documents): string[] {
  const pairs = pairsOf(before, after);
  const isOf = (effect: Effect, pair: Pair): boolean =>
    effect.collection === pair.collection && pair.after !== undefined && effect.isOf(pair.after, pair.before, at);
  const besides = pairs.filter((pair) => isChanged(pair) && !effects.some((effect) => isOf(effect, pair)));
  const wrong = effects.flatMap((effect) => {
    const its = pairs.filter((pair) => isOf(effect, pair));
    const differing = its.flatMap((pair) => differences(effect.becomes(pair.before, at), pair.after, nameOf(pair)));
    const isCount = effect.count === undefined || its.length === effect.count;
    return [...differing, ...(isCount ? [] : [`${String(its.length)} of ${effect.collection} were written`])];
  });
  return [...wrong, ...besides.map((pair) => `${nameOf(pair)} has changed`)];
}

/** Every document that was or is there. */
function pairsOf(before: Documents, after: Documents): Pair[] {
  return Object.keys({ ...before, ...after }).flatMap((collection) => {
    const then = new Map(before[collection]?.map((document) => [document._id, document]));
    const now = new Map(after[collection]?.map((document) => [document._id, document]));
    return [...new Set([...then.keys(), ...now.keys()])].map((id) => {
      const [was, is] = [then.get(id), now.get(id)];
      return { collection, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) };
    });
  });
}

/** A stored document is never changed, only replaced by its next version, which may say the same. */
const isChanged = ({ before, after }: Pair): boolean =>
  before !== after && JSON.stringify(before) !== JSON.stringify(after);

const nameOf = ({ collection, before, after }: Pair): string => `${collection} ${String((after ?? before)?._id)}`;

/** Where a value is not as it must be: objects field by field, what is judged as it is judged, all else whole. */
function differences(wanted: unknown, found: unknown, path: string): string[] {
  if (typeof wanted === 'function') {
    return (wanted as Judged)(found) ? [] : [`${path} is ${JSON.stringify(found)}`];
  }
  if (isFields(wanted) && isFields(found) && Object.keys(wanted).length > 0) {
    return Object.entries(wanted).flatMap(([name, value]) => differences(value, found[name], `${path}.${name}`));
  }
  const [must, is] = [JSON.stringify(wanted), JSON.stringify(found)];
  return must === is ? [] : [`${path} is ${is}, not ${must}`];
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
