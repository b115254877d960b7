import type { Document } from '../../emulator/engine/engine';
import type { Identity } from '../../emulator/runner/invocations';
import type { Snapshot } from '../../simulation/simulation';
import { identityOf, SHOPS, type Role } from './cast';
import { SECRET, type World } from './two-shops';

/** Words that no answer holds, whoever asks: openids, keys, the insides of a program. A stack is one line in JSON. */
const NEVER = new RegExp(
  [
    'openid-',
    SECRET,
    'local-(?:key|id)',
    String.raw`\\n\s+at `,
    'node_modules',
    String.raw`\.ts:\d`,
    'cloudfunctions/',
  ].join('|'),
);

/** Ids and codes of ours. The first twenty symbols name what a voucher, a redemption or a message is of. */
const NAMES = /[0-9A-Z]{12,32}/g;
const ID_LENGTH = 20;

/** Finds in an answer what this caller must not learn; what somebody has said here before is no news. */
type LeakFinder = (answer: unknown, said: readonly unknown[]) => string[];

/** What a caller must not be told: everything of the other shop, and where only buyers are served, others' orders. */
function leakFinder(world: World, { openid, appid }: Identity, seesOrders: boolean): LeakFinder {
  const home = appid === SHOPS.first ? world.first : world.second;
  const secret = new Set([
    ...namesIn(world.snapshot, ({ merchantId }) => merchantId !== undefined && merchantId !== home.merchantId),
    ...(seesOrders ? [] : namesIn(world.snapshot, ({ buyer }) => buyer !== undefined && buyer !== openid)),
  ]);
  return (answer, said) => {
    const text = JSON.stringify(answer);
    const told = (text.match(NAMES) ?? []).filter((name) => secret.has(name) || secret.has(name.slice(0, ID_LENGTH)));
    const own = told.length === 0 ? '' : JSON.stringify(said);
    return [...(NEVER.exec(text) ?? []), ...told.filter((name) => !own.includes(name))];
  };
}

/** Names of documents that are somebody's, and the codes of vouchers. The operator knows merchants by their ids. */
function namesIn({ documents }: Snapshot, isSecret: (document: Document) => boolean): string[] {
  return Object.entries(documents).flatMap(([collection, stored]) =>
    collection === 'merchants'
      ? []
      : stored.filter(isSecret).flatMap(({ _id, codes = [] }) => [String(_id), ...(codes as readonly string[])]),
  );
}

/** The finder for a role, at an action at which nobody is shown others' orders, or at another one. */
export type LeakFinders = (role: Role, isForBuyers: boolean) => LeakFinder;

const known = new WeakMap<World, Map<string, LeakFinder>>();

/** The finders of a world, each made once. */
export function leakFinders(world: World): LeakFinders {
  const finders = known.get(world) ?? new Map<string, LeakFinder>();
  known.set(world, finders);
  return (role, isForBuyers) => {
    const key = `${role} ${String(isForBuyers)}`;
    const finder = finders.get(key) ?? leakFinder(world, identityOf(role), !isForBuyers);
    finders.set(key, finder);
    return finder;
  };
}
