import { setTimeout as sleep } from 'node:timers/promises';

import { Chance } from '../../../simulation/chance';
import type { Input } from '../../../typings/api';
import { SECOND, type Driver } from '../../story/cloud-driver';
import * as shop from '../../story/shop';
import { CLERK, id, MANAGER, OWNER } from '../../story/shop';
import { pay, wish, type Life } from './life';

const BUYERS = ['o-an', 'o-bo', 'o-chen', 'o-deng', 'o-en', 'o-fang'];
const CLOCK_PAUSE_MS = 60;
const CLOCK_STEP_S = 40;

/** One person, or the clock: does one thing after the other. */
interface Actor {
  readonly life: Life;
  readonly cloud: Driver;
  readonly chance: Chance;
  readonly deals: readonly string[];
  readonly name: string;
}

/** A shop whose groups end soon, with a clerk and a manager; gives its deals. */
export async function openForTrade(cloud: Driver): Promise<string[]> {
  await shop.openShop(cloud);
  await shop.hire(cloud, MANAGER, { role: 'manager' });
  const soon = { windowMinutes: 10, stock: 5000 };
  return [
    await shop.publish(cloud, soon),
    await shop.publish(cloud, { ...soon, groupSize: 3, usesPerVoucher: 3, groupPriceFen: 2999 }),
  ];
}

/** Everybody trades at once, each until he is told to end or a call of his fails; `onFailure` hears why. */
export async function trade(
  life: Life,
  cloud: Driver,
  deals: readonly string[],
  seed: readonly (string | number)[],
  { signal, onFailure }: { readonly signal: AbortSignal; readonly onFailure: (error: unknown) => void },
): Promise<void> {
  const roles = [...BUYERS.map(() => buyerActs), clerkActs, clerkActs, managerActs, clockMoves];
  const names = [...BUYERS, CLERK, CLERK, MANAGER, 'clock'];
  const begun = roles.map(async (act, n) => {
    const actor = { life, cloud, deals, name: names[n] ?? '', chance: new Chance(...seed, n) };
    while (!signal.aborted) await act(actor);
  });
  await Promise.all(begun.map((person) => person.catch(onFailure)));
}

async function buyerActs({ life, cloud, chance, deals, name }: Actor): Promise<void> {
  const mine = life.bought.filter(({ by }) => by === name);
  const unpaid = mine.filter(({ orderId }) => life.payments.every((payment) => payment.orderId !== orderId));
  const last = unpaid.at(-1);
  const draw = chance.below(10);
  if (last && draw < 6) return pay(life, cloud, last);
  if (mine.length > 0 && draw === 6) return refundOne({ life, cloud, chance, deals, name });
  if (last && draw === 7) await wish(life, cloud, name, 'cancelOrder', { orderId: last.orderId });
  else await wish(life, cloud, name, 'createOrder', order({ life, cloud, chance, deals, name }));
}

function order({ life, chance, deals }: Actor): Input<'createOrder'> {
  const dealId = deals[chance.below(deals.length)] ?? '';
  const quantity = 1 + chance.below(3);
  const group = life.groups.filter((opened) => opened.dealId === dealId).at(-1 - chance.below(2));
  if (group && chance.below(2) === 0) return { requestId: id(), ...group, buy: 'join', quantity };
  return { requestId: id(), dealId, buy: chance.below(2) === 0 ? 'alone' : 'open', quantity };
}

/** Gives back the last voucher of one of the buyer's orders, or the merchant gives back a little money. */
async function refundOne({ life, cloud, chance, name }: Actor): Promise<void> {
  const mine = life.payments.filter(({ by }) => by === name);
  const { orderId } = mine[chance.below(Math.max(mine.length, 1))] ?? {};
  if (orderId === undefined) return;
  const answer = await cloud.ask(name, 'getOrder', { orderId });
  const voucherId = answer.ok ? (answer.data as { vouchers: { voucherId: string }[] }).vouchers.at(-1)?.voucherId : '';
  if (!voucherId) return;
  if (chance.below(2) === 0) {
    await wish(life, cloud, name, 'requestRefund', { requestId: id(), orderId, voucherIds: [voucherId] });
  } else {
    const sum = { requestId: id(), orderId, amountFen: 1 + chance.below(500), reason: '补偿' };
    await wish(life, cloud, OWNER, 'refundOrder', sum);
  }
}

async function clerkActs({ life, cloud, chance, name }: Actor): Promise<void> {
  const { by = '', orderId } = life.payments.at(-1 - chance.below(12)) ?? {};
  if (orderId === undefined) return sleep(CLOCK_PAUSE_MS);
  const voucherId = `${orderId}V0${String(1 + chance.below(3))}`;
  const shown = await cloud.ask(by, 'getVoucher', { voucherId });
  if (!shown.ok) return;
  const { code } = shown.data as { readonly code: string };
  const receipt = await wish(life, cloud, name, 'redeemVoucher', { requestId: id(), code });
  if (!receipt || chance.below(4) > 0) return;
  const { redemptionId } = receipt;
  await wish(life, cloud, name, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
}

async function managerActs({ life, cloud, chance, deals, name }: Actor): Promise<void> {
  await sleep(CLOCK_PAUSE_MS);
  const dealId = deals[chance.below(deals.length)] ?? '';
  await wish(life, cloud, name, 'adjustStock', { requestId: id(), dealId, delta: chance.below(9) - 4 || 5 });
}

async function clockMoves({ cloud, chance }: Actor): Promise<void> {
  await sleep(CLOCK_PAUSE_MS);
  await cloud.advance((1 + chance.below(CLOCK_STEP_S)) * SECOND);
}
