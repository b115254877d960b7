import type { Deal } from '../domain/deal';
import { codeIdOf } from '../domain/ids';
import { isCounted, type CodeLine, type ImportedCode } from '../domain/imported-code';
import type { World } from '../runtime/operation';
import { Duplicate, type Database } from '../runtime/ports';
import { is } from '../runtime/terms';
import { SWEEP_AFTER_MS } from './holds';

/** Codes that are looked up and written together. */
const CODES_PER_CALL = 500;

type Importing = Pick<World, 'database' | 'now'>;

/**
 * Writes the codes of a file for a deal; gives the lines whose codes the shop has already. What an earlier try of the
 * same batch wrote is the batch's own. So is what another batch left that died before its deal knew of it.
 */
export async function importLines(
  world: Importing,
  deal: Deal,
  lines: readonly CodeLine[],
  batch: string,
): Promise<CodeLine[]> {
  const known: CodeLine[] = [];
  for (let from = 0; from < lines.length; from += CODES_PER_CALL) {
    const some = lines.slice(from, from + CODES_PER_CALL);
    let left: readonly CodeLine[] | undefined;
    // Whoever is faster takes a code for good, so that each round has fewer to write.
    while (!left) left = await importSome(world, deal, some, batch);
    known.push(...left);
  }
  return known;
}

/** Writes what is new, takes over what was left behind; gives what is known, or nothing where others were faster. */
async function importSome(
  world: Importing,
  deal: Deal,
  lines: readonly CodeLine[],
  batch: string,
): Promise<readonly CodeLine[] | undefined> {
  const { database, now } = world;
  const { _id: dealId, merchantId } = deal;
  const idOf = ({ code }: CodeLine): string => codeIdOf(merchantId, code);
  const stored = await database.list('codes', { _id: is.oneOf(lines.map(idOf)) }, { limit: lines.length });
  const isStored = new Set(stored.map(({ _id }) => _id));
  const others = lines.filter((line) => !isStored.has(idOf(line)));
  const drawn = await drawnBefore(database, merchantId, others);
  const fresh = others.filter(({ code }) => !drawn.has(code));
  const own = await ownOf(world, deal, stored, batch);
  const written = { merchantId, dealId, batch, at: now, orderId: null, until: null };
  try {
    await database.insert(
      'codes',
      fresh.map((line) => ({ ...written, _id: idOf(line), code: line.code })),
    );
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return undefined;
  }
  if (!(await takeOver(world, dealId, own, batch))) return undefined;
  const isTaken = new Set([...fresh.map(idOf), ...own.map(({ _id }) => _id)]);
  return lines.filter((line) => !isTaken.has(idOf(line)));
}

/** Which of some codes vouchers of the shop carry: those it has drawn itself. */
async function drawnBefore(database: Database, merchantId: string, lines: readonly CodeLine[]): Promise<Set<string>> {
  if (lines.length === 0) return new Set();
  const wanted = { codes: is.oneOf(lines.map(({ code }) => code)), merchantId };
  const orders = await database.list('orders', wanted, { limit: lines.length });
  return new Set(orders.flatMap(({ codes }) => codes));
}

/** Codes that an earlier try of the batch wrote, and those that were left behind by batches which no deal knows. */
async function ownOf({ database, now }: Importing, deal: Deal, stored: readonly ImportedCode[], batch: string) {
  const isOld = ({ at }: ImportedCode): boolean => at <= now - SWEEP_AFTER_MS;
  const others = stored.filter((code) => isOld(code) && code.dealId !== deal._id && code.orderId === null);
  const dealIds = [...new Set(others.map(({ dealId }) => dealId))];
  const deals = dealIds.length === 0 ? [] : await database.list('deals', { _id: is.oneOf(dealIds) }, { limit: 500 });
  const isStocked = (code: ImportedCode): boolean =>
    [deal, ...deals].some((its) => its._id === code.dealId && isCounted(its, code.batch));
  return stored.filter((code) => {
    if (code.dealId === deal._id && code.batch === batch) return true;
    return isOld(code) && !isStocked(code) && (code.dealId === deal._id || code.orderId === null);
  });
}

/**
 * Makes codes the batch's own, so that no other import takes them meanwhile; false where one was faster. One that an
 * order of the deal has taken already is counted all the same.
 */
async function takeOver(
  { database, now }: Importing,
  dealId: string,
  codes: readonly ImportedCode[],
  batch: string,
): Promise<boolean> {
  const earlier = codes.filter(({ at }) => at < now);
  for (const from of new Set(earlier.map((code) => code.batch))) {
    const ids = earlier.filter((code) => code.batch === from).map(({ _id }) => _id);
    const isElsewhere = earlier.some((code) => code.batch === from && code.dealId !== dealId);
    const left = {
      ...{ _id: is.oneOf(ids), batch: from, at: is.atMost(from === batch ? now : now - SWEEP_AFTER_MS) },
      ...(isElsewhere ? { orderId: null } : {}),
    };
    if ((await database.changeAll('codes', left, { batch, dealId, at: now })) !== ids.length) return false;
  }
  return true;
}
