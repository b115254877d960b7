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
  'owner',
  'formerOwner',
  'otherOwner',
  'operator',
] as const;

export type Role = (typeof roles)[number];

/** Those who belong to one shop: each shop has its own. */
export type Local = Exclude<Role, 'nobody' | 'otherOwner' | 'operator'>;

/** The two mini-programs, each with its shop. */
export const SHOPS = { first: DEFAULT_APPID, second: 'wx0000000000other' } as const;
export type ShopName = keyof typeof SHOPS;

/** An openid that can be told from everything else, should it ever turn up in an answer. */
export const openidOf = (shop: ShopName, role: Local): string => `openid-${role}-of-${shop}`;

/** How a role calls. */
export function identityOf(role: Role): Identity {
  if (role === 'nobody') return { appid: SHOPS.first, source: 'wx_client' };
  if (role === 'operator') return { openid: OPERATOR, appid: SHOPS.first, source: 'wx_client' };
  if (role === 'otherOwner') return { openid: openidOf('second', 'owner'), appid: SHOPS.second, source: 'wx_client' };
  return { openid: openidOf('first', role), appid: SHOPS.first, source: 'wx_client' };
}

/** Calls from a mini-program, as a simulation's own are from the first. */
export const phonesOf = (sim: Simulation, shop: ShopName): Pick<Simulation, 'call'> => ({
  call: (openid, action, input) =>
    sim.invoke('api', { action, input }, { openid, appid: SHOPS[shop], source: 'wx_client' }) as Promise<never>,
});
