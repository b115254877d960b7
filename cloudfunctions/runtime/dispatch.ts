import type { Action } from '../../typings/api';
import type { Answer } from '../../typings/answer';
import type { Role } from '../../typings/staff';
import { Failure } from '../domain/failure';
import { inputHashOf, personKeyOf, requestKeyOf } from '../domain/ids';
import { positionAt, type Staff } from '../domain/merchant';
import type { Stored } from '../domain/stored';
import { by, byId } from './find';
import { recall, Stale, type Caller, type Context, type Operation, type Request, type World } from './operation';
import { Duplicate, type Lookups } from './ports';

/** How often a request is judged again because others were faster. Each time somebody else's request has succeeded. */
const ROUNDS_MAX = 12;

type Table = Readonly<Record<string, Operation<Action> | undefined>>;

/**
 * Answers one call of the function `api`: known action, role, input, then the operation. The only catch of the
 * server.
 */
export async function dispatch(
  table: object,
  event: unknown,
  caller: Caller | undefined,
  world: World,
): Promise<Answer<unknown>> {
  const { now } = world;
  try {
    if (!caller) throw new Failure('NOT_SIGNED_IN');
    const { action, input } = (event ?? {}) as { action?: unknown; input?: unknown };
    const known = typeof action === 'string' && Object.hasOwn(table, action);
    const operation = known ? (table as Table)[action] : undefined;
    if (!known || !operation) throw new Failure('UNKNOWN_ACTION');
    return { ok: true, data: await perform(operation, action, input ?? {}, caller, world), now };
  } catch (error) {
    if (error instanceof Failure) {
      return { ok: false, error: error.code, ...(error.detail === undefined ? {} : { detail: error.detail }), now };
    }
    world.report('a bug answered INTERNAL', { error: String((error as Error | undefined)?.stack ?? error) });
    return { ok: false, error: 'INTERNAL', now };
  }
}

/** Judges a request, and again while others are faster. */
async function perform(operation: Operation<Action>, action: string, input: unknown, caller: Caller, world: World) {
  for (let round = 1; ; round += 1) {
    try {
      return await judge(operation, action, input, caller, world);
    } catch (error) {
      if (!(error instanceof Stale || error instanceof Duplicate) || round === ROUNDS_MAX) throw error;
    }
  }
}

async function judge(operation: Operation<Action>, action: string, raw: unknown, caller: Caller, world: World) {
  const isOperator = world.config.operators.includes(caller.person);
  if (operation.role === 'operator' && !isOperator) throw new Failure('FORBIDDEN');
  const parsed = operation.input.safeParse(raw);
  const input = parsed.success ? parsed.data : undefined;
  const request = requestOf(action, input, caller);
  const asked = input === undefined ? {} : (operation.gather?.(input, caller, request) ?? {});
  const known = await gather(operation, asked, caller, request, world);
  const position = positionAt(known.merchant, known.staff, caller.person, world.now);
  if (!mayCall(operation.role, position?.role)) throw new Failure('FORBIDDEN');
  if (!parsed.success) throw new Failure('INVALID_INPUT', { field: fieldOf(parsed.error.issues[0]) });
  const before = recall(known.remembering, request);
  if (before) return before.answer;
  const context: Context = { ...world, caller, ...known, position, request };
  return operation.run(parsed.data, context);
}

/**
 * Reads in one call: the merchant, the caller's staff document, who remembers this request, and what the operation
 * asks.
 */
async function gather(operation: Operation<Action>, asked: Lookups, caller: Caller, request: Request, world: World) {
  const lookups: Record<string, Lookups[string]> = { ...asked };
  if (isStaff(operation.role)) lookups.staff = byId('staff', personKeyOf(caller.merchantId, caller.person));
  if (operation.remembers && request.key !== '')
    lookups.remembering = by(operation.remembers, 'requestKeys', request.key);
  if (Object.keys(lookups).length === 0) {
    return { merchant: undefined, staff: undefined, remembering: undefined, found: {} };
  }
  const found = await world.database.gather('merchants', caller.merchantId, lookups);
  const none = Object.fromEntries(Object.keys(lookups).map((name) => [name, []]));
  return {
    merchant: found?.root,
    staff: found?.staff?.[0] as Staff | undefined,
    remembering: found?.remembering?.[0] as Stored | undefined,
    found: found ?? none,
  };
}

function requestOf(action: string, input: object | undefined, caller: Caller): Request {
  if (!input || !('requestId' in input) || typeof input.requestId !== 'string') return { key: '', input: '' };
  const { requestId, ...rest } = input;
  return { key: requestKeyOf(caller.merchantId, caller.person, action, requestId), input: inputHashOf(rest) };
}

const RANKS: Readonly<Record<string, number>> = { clerk: 1, manager: 2, owner: 3 };
const isStaff = (role: Role): boolean => role in RANKS;

function mayCall(role: Role, held: string | undefined): boolean {
  return !isStaff(role) || (RANKS[held ?? ''] ?? 0) >= (RANKS[role] ?? 0);
}

/** The name of the field that is wrong, as the client wrote it. */
function fieldOf(issue: { readonly path: readonly PropertyKey[]; readonly keys?: unknown } | undefined): string {
  const unknown = Array.isArray(issue?.keys) ? [String(issue.keys[0])] : [];
  return [...(issue?.path ?? []), ...unknown].map(String).join('.').slice(0, 100);
}
