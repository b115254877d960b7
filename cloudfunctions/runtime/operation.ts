import type { ZodMiniType } from 'zod/mini';
import type { Action, Input, Output } from '../../typings/api';
import type { Role } from '../../typings/staff';
import { Failure } from '../domain/failure';
import type { Merchant, Position, Staff } from '../domain/merchant';
import type { Remembered } from '../domain/stored';
import type { Config } from './config';
import type { Payments, Payouts } from './payments';
import type { Changes, Chance, CollectionName, Database, Found, Lookups, WeChat } from './ports';
import { to } from './terms';

/** Who calls, as WeChat says it; nothing of it comes from the event. */
export interface Caller {
  readonly merchantId: string;
  readonly appid: string;
  readonly person: string;
}

/** What the world is to an operation: time is a number read once, everything else is handed in. */
export interface World {
  readonly now: number;
  readonly database: Database;
  readonly payments: Payments;
  readonly payouts: Payouts;
  readonly wechat: WeChat;
  readonly chance: Chance;
  readonly config: Config;
  /** Writes a line for whoever runs the shop's system: something that should not be. */
  readonly report: (what: string, about: Readonly<Record<string, unknown>>) => void;
}

/** A request with an id: its key, and what its input hashes to. */
export interface Request {
  readonly key: string;
  readonly input: string;
}

/** What an operation is handed: the world, the caller, and what was gathered in one call. */
export interface Context<L extends Lookups = Lookups> extends World {
  readonly caller: Caller;
  readonly found: Found<L>;
  /** The caller's merchant; missing only in actions that gather nothing, and of the operator. */
  readonly merchant: Merchant | undefined;
  readonly staff: Staff | undefined;
  readonly position: Position | undefined;
  readonly request: Request;
}

/** One action of the contract: who may call it, what it takes, what is read for it in one call, and what it does. */
export interface Operation<A extends Action, L extends Lookups = Lookups> {
  /** `buyer` is anyone who is signed in. */
  readonly role: Role;
  readonly input: ZodMiniType<Input<A>>;
  /** The collection whose documents remember this action's answers by request id. */
  readonly remembers?: CollectionName;
  /** What is read before the decision, beside the merchant and the caller's own staff document. */
  gather?(input: Input<A>, caller: Caller, request: Request): L;
  run(input: Input<A>, context: Context<L>): Promise<Output<A>>;
}

/** States the operation of an action; the compiler infers what its `run` finds from what its `gather` asks. */
export function operation<A extends Action, L extends Lookups = Lookups>(
  _action: A,
  stated: Operation<A, L>,
): Operation<A> {
  return stated;
}

/** What was gathered is no longer true: gather and judge again. */
export class Stale extends Error {}

/** Goes on only if a conditional update applied; otherwise the world has moved, and the request is judged again. */
export function current(applied: boolean): asserts applied {
  if (!applied) throw new Stale();
}

/** The merchant that an operation was gathered with. */
export function merchantOf(context: Pick<Context, 'merchant'>): Merchant {
  if (!context.merchant) throw new Failure('NOT_FOUND');
  return context.merchant;
}

/** What a document remembers of a request, for its first insert. */
export function remembering(id: string, request: Request, answer: object) {
  return { requestKeys: [id, request.key], requests: { [request.key]: { input: request.input, answer } } };
}

/** What a document remembers of a request, as changes of an update. */
export function remember(request: Request, answer: object): Changes {
  const remembered: Remembered = { input: request.input, answer };
  return { requestKeys: to.push(request.key), [`requests.${request.key}`]: to.be(remembered) };
}

/** The answer that was given to this request before, if any; the same id with another input is refused. */
export function recall(
  document: { readonly requests: Readonly<Record<string, Remembered>> } | undefined,
  request: Request,
): Remembered | undefined {
  const remembered = document?.requests[request.key];
  if (remembered && remembered.input !== request.input) throw new Failure('REQUEST_ID_REUSED');
  return remembered;
}
