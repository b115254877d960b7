import { redemptionIdOf, voucherIdOf } from '../../../cloudfunctions/domain/ids';
import { UNDO_WINDOW_MS, validUntil, type Order } from '../../../cloudfunctions/domain/order';
import type { Presented } from '../../../typings/redemption';
import { between, happens, oneOf, recent } from '../choices';
import { ask, ofShop, one, type Actor, type Told } from '../trade';
import type { Act } from './act';

/** Everybody who serves: the one who serves everywhere most often. */
function staffOf({ shop: { clerks, casual, manager, owner } }: Actor): readonly string[] {
  return [...clerks, clerks[2], casual, manager, owner];
}

/** A voucher as somebody shows it. */
export interface Shown {
  readonly orderId: string;
  readonly key: string;
}

/** Whether a voucher could be redeemed now. */
const isLive = (order: Order, now: number): boolean =>
  order.status === 'issued' && now < validUntil(order.rules.validity, order.issuedAt ?? 0);

/** Whether nothing of an order was given back when its vouchers expired. */
const isExpired = (order: Order, { trade }: Actor): boolean =>
  order.status === 'issued' && !isLive(order, trade.sim.clock.now()) && Object.keys(order.refunds).length === 0;

/** One voucher of an order that fits: mostly one that still has uses. */
export function voucherOf(actor: Actor, fits: (order: Order) => boolean): Shown | undefined {
  const { chance } = actor;
  const found = recent(chance, ofShop(actor, 'orders').filter(fits));
  const keys = Object.entries(found?.vouchers ?? {});
  const live = keys.filter(([, { usesLeft, refund }]) => usesLeft > 0 && refund === undefined);
  const picked = oneOf(chance, live.length > 0 && happens(chance, 90) ? live : keys);
  return found && picked && { orderId: found._id, key: picked[0] };
}

/** The buyer opens the page of a voucher, and gives its token, or reads out its code. */
export async function show(actor: Actor, { orderId, key }: Shown): Promise<Presented> {
  const { trade, chance } = actor;
  const { buyer, vouchers } = one(trade, 'orders', orderId);
  const voucherId = voucherIdOf(orderId, key);
  const told = await ask(actor, buyer, 'getVoucher', { voucherId });
  const token = told.ok ? told.data.token : undefined;
  const before = trade.tokens.get(voucherId);
  if (token !== undefined) trade.tokens.set(voucherId, token);
  if (before !== undefined && happens(chance, 10)) return { token: before };
  return token === undefined || happens(chance, 30) ? { code: vouchers[key]?.code ?? '' } : { token };
}

/** Somebody of the staff redeems what is shown, in a store where he serves. */
export async function redeem(
  actor: Actor,
  clerk: string,
  shown: Shown,
  presented: Presented,
): Promise<Told<'redeemVoucher'>> {
  const { trade, chance, name } = actor;
  const storeId = oneOf(chance, actor.shop.servesIn[clerk] ?? []) ?? '';
  const { rules, vouchers } = one(trade, 'orders', shown.orderId);
  const uses =
    rules.usesPerVoucher > 1 && happens(chance, 50) ? { uses: between(chance, 1, rules.usesPerVoucher) } : {};
  const others = Object.entries(vouchers).filter(([key, { usesLeft }]) => key !== shown.key && usesLeft > 0);
  const also =
    others.length > 0 && !('uses' in uses) && happens(chance, 25)
      ? { alsoVoucherIds: others.slice(0, 2).map(([key]) => voucherIdOf(shown.orderId, key)) }
      : {};
  return ask(actor, clerk, 'redeemVoucher', { requestId: `${name}-redeem`, ...presented, storeId, ...uses, ...also });
}

async function serve(actor: Actor, fits: (order: Order) => boolean): Promise<void> {
  const { chance } = actor;
  const shown = voucherOf(actor, fits);
  const clerk = oneOf(chance, staffOf(actor));
  if (!shown || !clerk) return;
  const presented = await show(actor, shown);
  const storeId = oneOf(chance, actor.shop.servesIn[clerk] ?? []) ?? '';
  if (happens(chance, 30)) await ask(actor, clerk, 'prepareRedemption', { ...presented, storeId });
  await redeem(actor, clerk, shown, presented);
}

/** A use that stands and was redeemed since an instant, with who may take it back. */
export function redeemedSince(actor: Actor, since: number) {
  const { chance } = actor;
  const found = ofShop(actor, 'orders').flatMap((order) =>
    Object.entries(order.vouchers).flatMap(([key, { redemptions }]) =>
      Object.entries(redemptions).flatMap(([redemptionKey, { at, clerk, undo }]) =>
        at >= since && (!undo || happens(chance, 5))
          ? [{ orderId: order._id, clerk, redemptionId: redemptionIdOf(order._id, key, redemptionKey) }]
          : [],
      ),
    ),
  );
  return recent(chance, found);
}

async function undo(actor: Actor): Promise<void> {
  const { trade, chance, name } = actor;
  const window = happens(chance, 90) ? UNDO_WINDOW_MS : 5 * UNDO_WINDOW_MS;
  const redeemed = redeemedSince(actor, trade.sim.clock.now() - window);
  if (!redeemed) return;
  const { redemptionId, clerk } = redeemed;
  const by = happens(chance, 60) ? clerk : actor.shop.manager;
  await ask(actor, by, 'undoRedemption', { requestId: `${name}-undo`, redemptionId, reason: '扫错' });
}

/** Somebody types what he was not shown; sometimes until he is locked out. */
async function guess(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const clerk = oneOf(chance, [actor.shop.clerks[1], actor.shop.casual]) ?? actor.shop.casual;
  const storeId = oneOf(chance, actor.shop.servesIn[clerk] ?? []) ?? '';
  const times = happens(chance, 15) ? 12 : between(chance, 1, 2);
  for (let i = 0; i < times; i += 1) {
    const code = String(chance.below(2 ** 31)).padStart(12, '0');
    await ask(actor, clerk, 'redeemVoucher', { requestId: `${name}-guess-${String(i)}`, code, storeId });
  }
}

/** A clerk who has bought something scans his own voucher. */
async function ownVoucher(actor: Actor): Promise<void> {
  const [clerk] = actor.shop.clerks;
  const shown = voucherOf(actor, ({ buyer, status }) => buyer === clerk && status === 'issued');
  if (shown) await redeem(actor, clerk, shown, await show(actor, shown));
}

/** What happens at the counters: vouchers are shown, redeemed, taken back, guessed. */
export const counter: readonly Act[] = [
  {
    name: 'serve',
    weight: 170,
    perform: (actor) => serve(actor, (order) => isLive(order, actor.trade.sim.clock.now())),
  },
  { name: 'serve whoever comes', weight: 25, perform: (actor) => serve(actor, () => true) },
  { name: 'serve too late', weight: 6, perform: (actor) => serve(actor, (order) => isExpired(order, actor)) },
  { name: 'undo', weight: 30, perform: undo },
  { name: 'guess', weight: 4, perform: guess },
  { name: 'serve oneself', weight: 4, perform: ownVoucher },
];
