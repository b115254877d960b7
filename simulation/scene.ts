import type { Input, Output } from '../typings/api';
import { ask, cardDeal, CLERK, openShop, publish, type Shop } from './shop';
import type { Simulation } from './simulation';

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** What the people of a story have in hand: orders by buyer, what is shown at a counter, receipts of redemptions. */
export interface Scene {
  readonly shop: Shop;
  readonly orders: Record<string, Output<'createOrder'>>;
  readonly shown: Record<string, { readonly token: string; readonly code: string }>;
  receipt?: Output<'redeemVoucher'>;
}

/** An open shop, and nobody in it yet. */
export async function emptyScene(sim: Simulation): Promise<Scene> {
  return { shop: await openShop(sim), orders: {}, shown: {} };
}

type Wanted = Omit<Input<'createOrder'>, 'requestId'>;

/** A buyer orders; the same buyer's same wish is the same request. */
export async function order(sim: Simulation, scene: Scene, buyer: string, wanted: Wanted): Promise<void> {
  const requestId = `${buyer}-${wanted.buy}-order`;
  scene.orders[buyer] = await ask(sim, buyer, 'createOrder', { requestId, ...wanted });
}

/** A buyer opens a group of the share deal. */
export const open = (sim: Simulation, scene: Scene, buyer: string, quantity = 1): Promise<void> =>
  order(sim, scene, buyer, { dealId: scene.shop.shareId, buy: 'open', quantity });

/** A buyer joins the group that another one leads. */
export function join(
  sim: Simulation,
  scene: Scene,
  buyer: string,
  leader: string,
  also: Partial<Wanted> = {},
): Promise<void> {
  const { groupId = '' } = orderOf(scene, leader);
  const group = sim.documents().groups?.find(({ _id }) => _id === groupId);
  const dealId = typeof group?.dealId === 'string' ? group.dealId : scene.shop.shareId;
  return order(sim, scene, buyer, { dealId, buy: 'join', groupId, quantity: 1, ...also });
}

/** A buyer buys times cards for himself. */
export const buyCard = (sim: Simulation, scene: Scene, buyer: string, quantity = 1): Promise<void> =>
  order(sim, scene, buyer, { dealId: scene.shop.cardId, buy: 'alone', quantity });

/** WeChat takes no money, and says why. */
export class NothingPaid extends Error {
  constructor(readonly code: string) {
    super(`nothing was paid: ${code}`);
  }
}

/** A buyer pays what he ordered; WeChat's notice comes at once, or later. Rejects where WeChat takes no money. */
export async function pay(sim: Simulation, scene: Scene, buyer: string, notifyAfterMs = 0): Promise<void> {
  const { status, body } = await sim.pay(buyer, orderOf(scene, buyer).payment, notifyAfterMs);
  if (status !== 200) throw new NothingPaid(body.error ?? String(status));
}

/** A buyer has a paid times card; a pair has a formed group. */
export async function paidCard(sim: Simulation, scene: Scene, buyer: string, quantity = 1): Promise<void> {
  await buyCard(sim, scene, buyer, quantity);
  await pay(sim, scene, buyer);
}

export async function paidGroup(sim: Simulation, scene: Scene, quantity = 1): Promise<void> {
  await open(sim, scene, 'lin', quantity);
  await pay(sim, scene, 'lin');
  await join(sim, scene, 'mei', 'lin');
  await pay(sim, scene, 'mei');
}

/** A buyer opens the page of a voucher: its code can be read out, its token scanned. */
export async function show(sim: Simulation, scene: Scene, buyer: string, voucher = 'V01'): Promise<void> {
  const { code, token } = await ask(sim, buyer, 'getVoucher', { voucherId: orderOf(scene, buyer).orderId + voucher });
  scene.shown[buyer] = { code, token: token ?? '' };
}

/** The clerk redeems what a buyer shows. */
export async function redeem(
  sim: Simulation,
  scene: Scene,
  buyer: string,
  by: 'token' | 'code',
  also: Partial<Input<'redeemVoucher'>> = {},
): Promise<void> {
  const { token = '', code = '' } = scene.shown[buyer] ?? {};
  const shown = by === 'token' ? { token } : { code };
  scene.receipt = await ask(sim, CLERK, 'redeemVoucher', { requestId: `redeem-${buyer}`, ...shown, ...also });
}

/** A buyer has bought a voucher that is for today only, and used it twenty minutes before midnight. */
export async function usedToday(sim: Simulation, scene: Scene, buyer: string): Promise<void> {
  await sim.advance(10 * HOUR_MS);
  const dealId = await publish(sim, 'deal-today', { ...cardDeal, usesPerVoucher: 1, validity: { days: 0 } });
  await order(sim, scene, buyer, { dealId, buy: 'alone', quantity: 1 });
  await pay(sim, scene, buyer);
  await sim.advance(100 * MINUTE_MS);
  await show(sim, scene, buyer);
  await redeem(sim, scene, buyer, 'token');
}

export function orderOf(scene: Scene, buyer: string): Output<'createOrder'> {
  const its = scene.orders[buyer];
  if (!its) throw new Error(`${buyer} has ordered nothing`);
  return its;
}
