import { setUpMerchant } from '../emulator/local/set-up';
import type { Action, Input, Output } from '../typings/api';
import type { DealInput } from '../typings/deal';
import type { ErrorCode } from '../typings/error';
import type { Simulation } from './simulation';

/** The people of the shop that simulations trade in. Everybody else buys. */
export const OWNER = 'shop-owner';
export const CLERK = 'shop-clerk';

/** A small shop: two stores, a clerk in the first, a share deal of two, and a times card of three uses to buy alone. */
export interface Shop {
  readonly storeId: string;
  readonly otherStoreId: string;
  readonly shareId: string;
  readonly cardId: string;
}

/** A refusal of the api. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: unknown,
    readonly action?: Action,
  ) {
    super(`${code} ${JSON.stringify(detail ?? {})}`);
  }
}

/** Asks the api and gives its data; rejects with Refused, or with anything else where no answer came. */
export async function ask<A extends Action>(
  sim: Pick<Simulation, 'call'>,
  person: string,
  action: A,
  input: Input<A>,
): Promise<Output<A>> {
  const answer = await sim.call(person, action, input);
  if (!answer.ok) throw new Refused(answer.error, answer.detail, action);
  return answer.data;
}

/** Expects a request to be refused with this code. */
export async function refused(asked: Promise<unknown>, code: ErrorCode): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (error instanceof Refused && error.code === code) return;
    throw error;
  }
  throw new Error(`it was not refused with ${code}`);
}

const sold = {
  ...{ description: '', imageFileIds: [], stock: 10, unitsPerOrderMax: 5, validity: { days: 30 } },
  codeSource: 'generated',
} as const;

/** 分享团 of two; its group lives ten minutes, and what is refunded goes back on sale. */
export const shareDeal: DealInput = {
  ...{ ...sold, title: '双人下午茶', mode: 'share', alonePriceFen: 8000, groupPriceFen: 5000, groupSize: 2 },
  ...{ windowMinutes: 10, usesPerVoucher: 1, refund: { anytime: true, onExpiry: true, restock: true } },
};

/** A times card whose uses are worth 3334, 3333 and 3333 fen. */
export const cardDeal: DealInput = {
  ...{ ...sold, title: '洗车三次卡', mode: 'alone', alonePriceFen: 10_000, usesPerVoucher: 3 },
};

/** Claims a shop, opens its stores, employs its clerk and publishes its deals. */
export async function openShop(sim: Simulation): Promise<Shop> {
  const setupCode = await setUpMerchant(sim.invoke);
  await ask(sim, OWNER, 'claimShop', { setupCode, merchantName: '小店' });
  const store = (name: string) => ({ requestId: `store-${name}`, store: { name, address: '人民路 1 号' } });
  const { storeId } = await ask(sim, OWNER, 'saveStore', store('first'));
  const { storeId: otherStoreId } = await ask(sim, OWNER, 'saveStore', store('second'));
  const wanted = { requestId: 'invitation-1', role: 'clerk', storeIds: [storeId] } as const;
  const { invitation } = await ask(sim, OWNER, 'inviteStaff', wanted);
  await ask(sim, CLERK, 'acceptInvitation', { invitation, nickname: '阿芳' });
  const shareId = await publish(sim, 'deal-share', shareDeal);
  const cardId = await publish(sim, 'deal-card', cardDeal);
  return { storeId, otherStoreId, shareId, cardId };
}

/** Puts one more deal on the shelf; gives its id. */
export async function publish(sim: Simulation, requestId: string, deal: DealInput): Promise<string> {
  const { dealId } = await ask(sim, OWNER, 'saveDeal', { requestId, deal });
  await ask(sim, OWNER, 'publishDeal', { dealId });
  return dealId;
}
