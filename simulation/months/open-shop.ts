import { DEFAULT_APPID, merchantNumbers, OPERATOR } from '../../emulator/local/set-up';
import type { DealInput } from '../../typings/deal';
import { ask } from '../shop';
import type { Simulation } from '../simulation';
import { catalogue } from './catalogue';

/** A shop in which a month is traded, with its people: nobody belongs to two. */
export interface MonthShop {
  readonly appid: string;
  readonly merchantId: string;
  /** Under which WeChat Pay knows it. */
  readonly subMchId: string;
  readonly owner: string;
  readonly manager: string;
  /** The first serves in the main store, the second in the branch and at the partner's, the third everywhere. */
  readonly clerks: readonly [main: string, other: string, everywhere: string];
  /** A clerk who comes and goes: he is invited and sent away all month. */
  readonly casual: string;
  /** The people who buy; the first clerk is one of them. */
  readonly buyers: readonly string[];
  readonly storeIds: readonly [main: string, branch: string, partner: string];
  /** The stores in which each of the staff serves. */
  readonly servesIn: Readonly<Record<string, readonly string[]>>;
}

const BUYERS_COUNT = 60;

type Phones = Pick<Simulation, 'call'>;

/** Phones on which another mini-program is open than a simulation's own. */
export const phonesOf = (sim: Pick<Simulation, 'invoke'>, appid: string, isUrgent = false): Phones => ({
  call: (openid, action, input) =>
    sim.invoke('api', { action, input }, { openid, appid, source: 'wx_client' }, isUrgent) as Promise<never>,
});

/** How many codes a file brings. */
export const CODES_PER_FILE = 60;

/** A file of codes that no other file has, with a few bad lines among them. */
export const codeFile = (name: string): string =>
  [...Array.from({ length: CODES_PER_FILE }, (_, i) => `${name}-${String(i).padStart(4, '0')}`), 'x', ''].join('\n');

/** The shops of a month: a large one, and a small one in a mini-program of its own. They share timers and WeChat. */
export async function openMonthShops(sim: Simulation): Promise<readonly [MonthShop, MonthShop]> {
  return [await openMonthShop(sim, 0, DEFAULT_APPID), await openMonthShop(sim, 1, 'wx0000000000other')];
}

/** Claims a shop, opens its stores, employs its people and publishes its deals. */
async function openMonthShop(sim: Simulation, n: number, appid: string): Promise<MonthShop> {
  const phones = phonesOf(sim, appid);
  const subMchId = merchantNumbers[n] ?? '';
  const people = peopleOf(n);
  const { owner, manager, clerks, casual } = people;
  const asked = { requestId: `create-shop-${String(n)}`, appid, name: '团券小店', subMchId };
  const { merchantId } = await ask(phones, OPERATOR, 'createMerchant', asked);
  const { setupCode } = await ask(phones, OPERATOR, 'issueSetupCode', {
    requestId: `open-shop-${String(n)}`,
    merchantId,
  });
  await ask(phones, owner, 'claimShop', { setupCode, merchantName: '团券小店' });
  const storeIds = [
    await openStore(phones, owner, 'main-store'),
    await openStore(phones, owner, 'branch-store'),
    await openStore(phones, owner, 'partner-store', 12),
  ] as const;
  const [main, branch, partner] = storeIds;
  const servesIn = { [clerks[0]]: [main], [clerks[1]]: [branch, partner], [clerks[2]]: storeIds };
  await employ(phones, owner, manager, 'manager', []);
  for (const [clerk, its] of Object.entries(servesIn)) await employ(phones, owner, clerk, 'clerk', its);
  const shop = { appid, merchantId, subMchId, ...people, storeIds };
  for (const [i, deal] of catalogue(sim.clock.now(), partner).entries()) {
    await offer(sim, phones, shop, `deal-${String(i)}`, deal);
  }
  return { ...shop, servesIn: { ...servesIn, [owner]: storeIds, [manager]: storeIds, [casual]: [main] } };
}

type People = Pick<MonthShop, 'owner' | 'manager' | 'clerks' | 'casual' | 'buyers'>;

/** People have another openid in another mini-program. */
function peopleOf(n: number): People {
  const called = (name: string): string => (n === 0 ? name : `${name}-elsewhere`);
  const clerks = [called('clerk-main'), called('clerk-other'), called('clerk-all')] as const;
  const buyers = Array.from({ length: BUYERS_COUNT - 1 }, (_, i) => called(`buyer-${String(i + 1)}`));
  return {
    ...{ owner: called('shop-owner'), manager: called('shop-manager'), casual: called('clerk-casual'), clerks },
    buyers: [...buyers, clerks[0]],
  };
}

async function openStore(phones: Phones, owner: string, name: string, partnerPercent?: number): Promise<string> {
  const store = { name, address: '人民路 1 号', ...(partnerPercent === undefined ? {} : { partnerPercent }) };
  return (await ask(phones, owner, 'saveStore', { requestId: name, store })).storeId;
}

async function employ(
  phones: Phones,
  owner: string,
  person: string,
  role: 'clerk' | 'manager',
  storeIds: readonly string[],
): Promise<void> {
  const { invitation } = await ask(phones, owner, 'inviteStaff', { requestId: `invite-${person}`, role, storeIds });
  await ask(phones, person, 'acceptInvitation', { invitation, nickname: person });
}

async function offer(
  sim: Simulation,
  phones: Phones,
  { owner, manager, appid }: People & Pick<MonthShop, 'appid'>,
  name: string,
  deal: DealInput,
): Promise<void> {
  const { dealId } = await ask(phones, owner, 'saveDeal', { requestId: `offer-${name}`, deal });
  await ask(phones, owner, 'publishDeal', { dealId });
  if (deal.codeSource === 'generated') return;
  const fileId = await sim.upload(`codes/${appid}-${name}.txt`, codeFile(name.toUpperCase()));
  await ask(phones, manager, 'importCodes', { requestId: `codes-${name}`, dealId, fileId });
}
