import { demand } from '../domain/failure';
import { parseVoucherId } from '../domain/ids';
import type { Store } from '../domain/merchant';
import type { Order } from '../domain/order';
import type { Counter, Shown } from '../domain/redemption';
import { readToken } from '../domain/token';
import { by, byId, named } from '../runtime/find';
import { asIssued } from './as-issued';
import { countAttempt, refuseLocked } from './attempts';
import { merchantOf, type Caller, type Context } from '../runtime/operation';
import type { Lookup } from '../runtime/ports';

/** What a buyer shows at the counter: a token that our key has signed, or digits to be looked up. */
type Presented =
  | { readonly kind: 'token'; readonly orderId: string; readonly voucherKey: string; readonly slot: number }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'forged' };

/** A code as it is stored, however a clerk typed it. */
const typed = (code = ''): string => code.replaceAll(' ', '').toUpperCase();

/** Reads what a clerk's phone sends. */
function readPresented(secrets: readonly string[], input: { token?: string; code?: string }): Presented {
  if (input.token === undefined) return { kind: 'code', code: typed(input.code) };
  const content = readToken(secrets, input.token);
  const parsed = content ? parseVoucherId(content.voucherId) : undefined;
  return content && parsed ? { kind: 'token', ...parsed, slot: content.slot } : { kind: 'forged' };
}

/**
 * What is read to redeem: the stores, the order that is shown, and its group, whose issue a crash may have cut short.
 */
export const counterLookups = (presented: { token?: string; code?: string }, caller: Caller) => ({
  stores: by('stores', 'merchantId', caller.merchantId),
  order: shownOrder(presented),
  group: named('groups', 'order.groupId'),
});

/** Finds the order by the id in its token, believed only once the signature is checked, or by the typed code. */
function shownOrder({ token, code }: { token?: string; code?: string }): Lookup<'orders'> {
  if (token === undefined) return by('orders', 'codes', typed(code));
  return byId('orders', /\.([0-9A-Z]{20})V\d{2}\./.exec(token)?.[1]);
}

type AtCounter = Context<ReturnType<typeof counterLookups>>;

/** The store a clerk works in: the one he names, or his only one. Judged before anything is looked at. */
export function storeOf(context: AtCounter, storeId: string | undefined): Store {
  const { found, position } = context;
  const stores = found.stores.filter((store) => position?.storeIds?.includes(store._id) ?? true);
  const [only, ...others] = stores;
  if (storeId === undefined) demand(only && others.length === 0, 'INVALID_INPUT', { field: 'storeId' });
  const store = storeId === undefined ? only : stores.find((candidate) => candidate._id === storeId);
  demand(store, 'NOT_FOUND');
  return store;
}

/** Who redeems here. */
export function counterAt(context: AtCounter, store: Store): Counter {
  const { caller, position, staff } = context;
  demand(position, 'FORBIDDEN');
  return {
    ...{ person: caller.person, role: position.role, storeId: store._id, storeName: store.name },
    clerkName: staff?.nickname ?? merchantOf(context).name,
    ...(store.partnerPercent ? { partnerPercent: store.partnerPercent } : {}),
  };
}

/**
 * The voucher that is shown at a counter, its group's issue finished if need be. Unknown, forged, another merchant's
 * and another store's look the same; typed codes and forged tokens are counted before the answer.
 */
export async function present(
  context: AtCounter,
  shown: { token?: string; code?: string },
  store: Store,
): Promise<Shown> {
  const presented = readPresented(context.config.secrets, shown);
  const counts = presented.kind !== 'token';
  if (counts) refuseLocked(context, store);
  const voucher = shownVoucher(context, presented);
  const { storeIds } = voucher?.order.rules ?? {};
  const known = voucher !== undefined && (storeIds === undefined || storeIds.includes(store._id));
  if (counts) await countAttempt(context, store, known);
  demand(known, 'VOUCHER_NOT_FOUND');
  return { ...voucher, order: await asIssued(context, voucher.order, context.found.group[0]) };
}

/** The voucher that is shown, or nothing: unknown, forged, and another merchant's look the same. */
function shownVoucher(context: AtCounter, presented: Presented): Shown | undefined {
  const order = context.found.order.find((candidate: Order) => candidate.merchantId === context.caller.merchantId);
  if (!order || presented.kind === 'forged') return undefined;
  if (presented.kind === 'token') return { order, voucherKey: presented.voucherKey, slot: presented.slot };
  const entry = Object.entries(order.vouchers).find(([, voucher]) => voucher.code === presented.code);
  return entry ? { order, voucherKey: entry[0] } : undefined;
}
