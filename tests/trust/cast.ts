import { DEFAULT_APPID, OPERATOR } from '../../emulator/local/set-up';
import type { Identity } from '../../emulator/runner/invocations';
import type { Simulation } from '../../simulation/simulation';

export { OPERATOR } from '../../emulator/local/set-up';

/** Everybody who may call, by what he is to the first shop. */
export const roles = [
  'nobody',
  'stranger',
  'buyer',
  'leader',
  'member',
  'clerk',
  'clerkElsewhere',
  'formerClerk',
  'clerkAfterShift',
  'manager',
  'formerManager',
  'owner',
  'formerOwner',
  'otherClerk',
  'otherManager',
  'otherOwner',
  'operator',
] as const;

export type Role = (typeof roles)[number];

/** Who works in the other shop, and as what. */
const OTHERS = { otherClerk: 'clerk', otherManager: 'manager', otherOwner: 'owner' } as const;
type Other = keyof typeof OTHERS;

/** Those who belong to one shop: each shop has its own. */
export type Local = Exclude<Role, 'nobody' | 'operator' | Other>;

const isOther = (role: Role): role is Other => Object.hasOwn(OTHERS, role);

/** What a role is in its own shop. */
export const standingOf = (role: Role): Exclude<Role, Other> => (isOther(role) ? OTHERS[role] : role);

/** The shop that a role belongs to. */
export const homeOf = (role: Role): ShopName => (isOther(role) ? 'second' : 'first');

/** The two mini-programs, each with its shop. */
export const SHOPS = { first: DEFAULT_APPID, second: 'wx0000000000other' } as const;
export type ShopName = keyof typeof SHOPS;

/** An openid that can be told from everything else, should it ever turn up in an answer. */
export const openidOf = (shop: ShopName, role: Local): string => `openid-${role}-of-${shop}`;

/** How a role calls. */
export function identityOf(role: Role): Identity {
  const [shop, standing] = [homeOf(role), standingOf(role)];
  const from = { appid: SHOPS[shop], source: 'wx_client' };
  if (standing === 'nobody') return from;
  return { ...from, openid: standing === 'operator' ? OPERATOR : openidOf(shop, standing) };
}

/** Calls from a mini-program, as a simulation's own are from the first. */
export const phonesOf = (sim: Simulation, shop: ShopName): Pick<Simulation, 'call'> => ({
  call: (openid, action, input) =>
    sim.invoke('api', { action, input }, { openid, appid: SHOPS[shop], source: 'wx_client' }) as Promise<never>,
});
