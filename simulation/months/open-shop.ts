import { setUpMerchant } from '../../emulator/local/set-up';
import type { DealInput } from '../../typings/deal';
import { ask, OWNER, publish } from '../shop';
import type { Simulation } from '../simulation';
import { catalogue } from './catalogue';

export const MANAGER = 'shop-manager';
/** The first serves in the main store, the second in the branch and at the partner's, the third everywhere. */
export const CLERKS = ['clerk-main', 'clerk-other', 'clerk-all'] as const;
/** Comes and goes: he is invited and sent away all month. */
export const CASUAL = 'clerk-casual';

/** The people who buy; the first clerk is one of them. */
export const BUYERS: readonly string[] = [...Array.from({ length: 59 }, (_, i) => `buyer-${String(i + 1)}`), CLERKS[0]];

/** The shop in which a month is traded. */
export interface MonthShop {
  readonly storeIds: readonly [main: string, branch: string, partner: string];
  /** The stores in which each of the staff serves. */
  readonly servesIn: Readonly<Record<string, readonly string[]>>;
  readonly merchantId: string;
}

/** How many codes a file brings. */
export const CODES_PER_FILE = 60;

/** A file of codes that no other file has, with a few bad lines among them. */
export const codeFile = (name: string): string =>
  [...Array.from({ length: CODES_PER_FILE }, (_, i) => `${name}-${String(i).padStart(4, '0')}`), 'x', ''].join('\n');

/** Claims a shop, opens its stores, employs its people and publishes its deals. */
export async function openMonthShop(sim: Simulation): Promise<MonthShop> {
  const setupCode = await setUpMerchant(sim.invoke);
  const { merchantId } = await ask(sim, OWNER, 'claimShop', { setupCode, merchantName: '团券小店' });
  const storeIds = [
    await openStore(sim, 'main-store'),
    await openStore(sim, 'branch-store'),
    await openStore(sim, 'partner-store', 12),
  ] as const;
  const [main, branch, partner] = storeIds;
  await employ(sim, MANAGER, 'manager', []);
  await employ(sim, CLERKS[0], 'clerk', [main]);
  await employ(sim, CLERKS[1], 'clerk', [branch, partner]);
  await employ(sim, CLERKS[2], 'clerk', storeIds);
  for (const [i, deal] of catalogue(sim.clock.now(), partner).entries()) await offer(sim, `deal-${String(i)}`, deal);
  const servesIn = {
    ...{ [OWNER]: storeIds, [MANAGER]: storeIds, [CASUAL]: [main] },
    ...{ [CLERKS[0]]: [main], [CLERKS[1]]: [branch, partner], [CLERKS[2]]: storeIds },
  };
  return { storeIds, servesIn, merchantId };
}

async function openStore(sim: Simulation, name: string, partnerPercent?: number): Promise<string> {
  const store = { name, address: '人民路 1 号', ...(partnerPercent === undefined ? {} : { partnerPercent }) };
  return (await ask(sim, OWNER, 'saveStore', { requestId: name, store })).storeId;
}

async function employ(
  sim: Simulation,
  person: string,
  role: 'clerk' | 'manager',
  storeIds: readonly string[],
): Promise<void> {
  const { invitation } = await ask(sim, OWNER, 'inviteStaff', { requestId: `invite-${person}`, role, storeIds });
  await ask(sim, person, 'acceptInvitation', { invitation, nickname: person });
}

async function offer(sim: Simulation, name: string, deal: DealInput): Promise<void> {
  const dealId = await publish(sim, `offer-${name}`, deal);
  if (deal.codeSource === 'generated') return;
  const fileId = await sim.upload(`codes/${name}.txt`, codeFile(name.toUpperCase()));
  await ask(sim, MANAGER, 'importCodes', { requestId: `codes-${name}`, dealId, fileId });
}
