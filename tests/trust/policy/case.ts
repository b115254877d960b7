import type { Action, Input, Output } from '../../../typings/api';
import type { ErrorCode } from '../../../typings/error';
import type { Role, standingOf } from '../cast';
import type { Things } from '../two-shops';
import type { Effect } from './effect';

type Standing = ReturnType<typeof standingOf>;

/** Who gets past the door of an action; everybody else is FORBIDDEN whatever he names. */
export type Door = 'anyone' | 'clerk' | 'manager' | 'owner' | 'operator';

/** Whose thing an action is about: of the caller's shop, of another one, or of nobody. */
export type Whose = 'own' | 'foreign' | 'missing';

/**
 * What becomes of a call: `done` with an effect that is looked at; `nothing`: answered, but neither changes nor tells
 * anything of the thing; or a refusal, which changes nothing.
 */
export type Verdict = 'done' | 'nothing' | ErrorCode;

/** One verdict for all who pass the door, or by what a role is in its own shop. */
export type Verdicts = Verdict | ({ readonly others: Verdict } & { readonly [R in Standing]?: Verdict });

/** A call: about what, by whom. */
export interface Situation {
  readonly role: Role;
  /** The caller's openid; empty: nobody. */
  readonly person: string;
  readonly now: number;
  /** What the call is about. */
  readonly it: Things;
  /** What the caller's own shop has. */
  readonly home: Things;
  /** Where this caller redeems. */
  readonly counterId: string;
}

/** One way to call an action, and what must become of it for everybody. */
export interface Case<A extends Action> {
  /** What is special about it, where an action has several. */
  readonly name?: string;
  readonly door: Door;
  readonly input: (at: Situation) => Input<A>;
  readonly own: Verdicts;
  /** Absent: the action is about nothing in particular. */
  readonly foreign?: Verdicts;
  /** Absent: as `foreign`, to the byte. Else why the two may be told apart. */
  readonly missing?: { readonly verdict: Verdicts; readonly because: string };
  /** How it is seen that it was done: what becomes of which documents, and of no others; or what the answer tells. */
  readonly changes?: readonly Effect[];
  readonly tells?: (answer: Output<A>, at: Situation) => boolean;
  /** A refusal is counted, against guessing: the counters of clerk and store move. */
  readonly counts?: true;
}

/** Every action of the contract. One that is absent does not compile. */
export type Policy = { readonly [A in Action]: readonly [Case<A>, ...Case<A>[]] };

/** A request id that nothing in the world has used. */
export const requestId = 'policy-request';

/** One role's verdict, and that of all others. */
export const onlyFor = (role: Standing, verdict: Verdict, others: Verdict): Verdicts => ({ others, [role]: verdict });
