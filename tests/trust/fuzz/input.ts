import { operations } from '../../../cloudfunctions/operations/operations';
import type { Operation } from '../../../cloudfunctions/runtime/operation';
import type { Identity } from '../../../emulator/runner/invocations';
import type { Chance } from '../../../simulation/chance';
import { pick } from '../../../simulation/months/choices';
import type { Action } from '../../../typings/api';
import { homeOf, identityOf, roles, type Role } from '../cast';
import { forged } from '../forged';
import { mayEnter, policy } from '../policy';
import type { World } from '../two-shops';
import { hostileValue, spoilt } from './hostile';
import { namesOf } from './names';
import { valueOf, type Source } from './schema-values';

const ACTIONS = Object.keys(operations) as Action[];
const UNKNOWN_ACTIONS = ['', '__proto__', 'constructor', 'toString', 'getme', 'getMe ', 'main', 'hasOwnProperty'];
const NO_EVENTS = [null, [], {}, { input: {} }, { Action: 'getMe' }, 'getMe', 7, true];
const CLOSED = ['expire', 'deliver', 'settle', 'pay-notify', 'refund-notify'];

/** One call that is tried: of a function, with an event, by somebody. */
export interface Try {
  readonly functionName: string;
  readonly event: unknown;
  readonly identity: Identity;
  readonly role: Role;
  /** The action, if it is one of the contract. */
  readonly action: Action | undefined;
}

/** The next call of a seed: mostly an action with an input that is nearly right, by somebody who may. */
export function nextTry(world: World, chance: Chance, foreign: readonly string[]): Try {
  const kind = chance.below(40);
  if (kind === 0) {
    const event = spoilt({ returnCode: 'SUCCESS', resultCode: 'SUCCESS', outTradeNo: 'x' }, chance, foreign);
    const role = pick(chance, roles);
    return { functionName: pick(chance, CLOSED), event, identity: identityOf(role), role, action: undefined };
  }
  const action = pick(chance, ACTIONS);
  const role = callerOf(action, chance);
  const identity = identityOf(role);
  const source = { chance, names: namesOf(world, chance, homeOf(role) === 'first') };
  const input = fitting((operations[action] as Operation<Action>).input, source);
  const called = { functionName: 'api', identity, role };
  if (kind === 1) {
    const name = pick<unknown>(chance, [...UNKNOWN_ACTIONS, hostileValue(chance, foreign)]);
    const event = chance.below(4) === 0 ? pick(chance, NO_EVENTS) : { action: name, input };
    return { ...called, event, action: undefined };
  }
  const asked = { action, input: spoiltSometimes(input, chance, foreign) };
  return { ...called, event: { ...besides(chance, foreign), ...asked }, action };
}

/** Now and then something stands beside action and input: who the caller says that he is, or anything else. */
function besides(chance: Chance, foreign: readonly string[]): Readonly<Record<string, unknown>> {
  const name = pick(chance, Object.keys(forged));
  const others: readonly (() => Readonly<Record<string, unknown>>)[] = [
    () => forged,
    () => ({ [name]: forged[name] }),
    () => ({ [name]: hostileValue(chance, foreign) }),
  ];
  return others[chance.below(12)]?.() ?? {};
}

/** Mostly somebody who gets past the door, and where everybody does, the one to whom most things belong. */
function callerOf(action: Action, chance: Chance): Role {
  const [one] = policy[action];
  if (chance.below(5) === 0) return pick(chance, roles);
  if (one.door === 'anyone' && chance.below(2) === 0) return 'buyer';
  return pick(
    chance,
    roles.filter((role) => mayEnter(one, role)),
  );
}

/** Tries for what a schema takes as a whole: fields that go together or exclude each other. */
const TRIES = 6;

function fitting(schema: Operation<Action>['input'], source: Source): unknown {
  let value = valueOf(schema, '', source);
  for (let i = 1; i < TRIES && !schema.safeParse(value).success; i += 1) value = valueOf(schema, '', source);
  return value;
}

/** A quarter stays as it is, most have one thing wrong, some two. */
function spoiltSometimes(input: unknown, chance: Chance, foreign: readonly string[]): unknown {
  const times = [0, 1, 1, 2][chance.below(4)] ?? 1;
  let value = input;
  for (let i = 0; i < times; i += 1) value = spoilt(value, chance, foreign);
  return value;
}
