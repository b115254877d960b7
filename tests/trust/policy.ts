import type { Action } from '../../typings/api';
import { roles, standingOf, type Role } from './cast';
import { ofBuyers } from './policy/buyers';
import type { Door, Policy } from './policy/case';
import { ofTheCounter } from './policy/counter';
import { ofShops } from './policy/shop';

/** Who may do what with what, whole: an action of the contract that is not here does not compile. */
export const policy: Policy = { ...ofBuyers, ...ofTheCounter, ...ofShops };

const doors: Readonly<Record<Door, readonly Role[]>> = {
  anyone: roles.filter((role) => role !== 'nobody'),
  clerk: ['clerk', 'clerkElsewhere', 'manager', 'owner'],
  manager: ['manager', 'owner'],
  owner: ['owner'],
  operator: ['operator'],
};

/** Whether a role gets past the door of a case, in its own shop. */
export const mayEnter = ({ door }: { readonly door: Door }, role: Role): boolean =>
  doors[door].includes(standingOf(role));

/** Whether an action shows this role no orders but his own. The messages of who works here are about others'. */
export const showsNoOthers = (action: Action, role: Role): boolean =>
  policy[action][0].door === 'anyone' && (action !== 'listMessages' || !mayEnter({ door: 'clerk' }, role));
