import { merchantNumbers } from '../../emulator/local/set-up';
import { ask, cardDeal, shareDeal } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import type { Action, Input, Output } from '../../typings/api';
import type { DealInput } from '../../typings/deal';
import { openidOf, OPERATOR, phonesOf, SHOPS, type Local, type ShopName } from './cast';
import type { Things } from './two-shops';

const MINUTE_MS = 60_000;

type Known = Partial<Things> & Pick<Things, 'merchantId'>;

type Wanted = Omit<Input<'createOrder'>, 'requestId'>;

/** Somebody of a shop asks. */
type Asks = <A extends Action>(role: Local, action: A, input: Input<A>) => Promise<Output<A>>;

/** The story of one shop, in four parts between which time passes. */
export class ShopStory {
  readonly #sim: Simulation;
  readonly #name: ShopName;
  readonly #phones: Pick<Simulation, 'call'>;
  #known: Known = { merchantId: '' };
  #count = 0;

  constructor(sim: Simulation, name: ShopName) {
    this.#sim = sim;
    this.#name = name;
    this.#phones = phonesOf(sim, name);
  }

  readonly asks: Asks = (role, action, input) => ask(this.#phones, openidOf(this.#name, role), action, input);

  /** Claimed twice, two stores, staff by invitation; one of them is sent away. */
  async open(): Promise<void> {
    const subMchId = merchantNumbers[this.#name === 'first' ? 0 : 1] ?? '';
    const about = { appid: SHOPS[this.#name], name: this.#name, subMchId };
    const { merchantId } = await ask(this.#sim, OPERATOR, 'createMerchant', { ...this.request(), ...about });
    this.#known = { merchantId };
    const spentSetupCode = await this.#setUp();
    await this.asks('formerOwner', 'claimShop', { setupCode: spentSetupCode, merchantName: this.#name });
    await this.asks('owner', 'claimShop', { setupCode: await this.#setUp(), merchantName: this.#name });
    const storeId = await this.#store('总店');
    const otherStoreId = await this.#store('分店');
    const takenInvitation = await this.#invite('clerk', [storeId]);
    await this.#employ('clerk', takenInvitation);
    await this.#employ('clerkElsewhere', await this.#invite('clerk', [otherStoreId]));
    await this.#employ('formerClerk', await this.#invite('clerk', [storeId]));
    await this.#employ('manager', await this.#invite('manager', []));
    await this.#employ('formerManager', await this.#invite('manager', []));
    await this.#workShift(storeId);
    const { items } = await this.asks('owner', 'listStaff', {});
    const staffIdOf = (nickname: string) => items.find((row) => row.nickname === nickname)?.staffId ?? '';
    for (const former of ['formerClerk', 'formerManager']) {
      await this.asks('owner', 'revokeStaff', { staffId: staffIdOf(former) });
    }
    this.#known = {
      ...this.#known,
      ...{ spentSetupCode, storeId, otherStoreId, takenInvitation, staffId: staffIdOf('clerk') },
    };
  }

  /** A commission group of three forms; the buyer in it has a name, and allows a message. */
  async formGroup(): Promise<void> {
    const commission = { kind: 'percent', value: 10 } as const;
    const groupDeal = { groupPriceFen: 6000, alonePriceFen: 9000, groupSize: 3, usesPerVoucher: 1 };
    const dealId = await this.publish({ ...cardDeal, ...groupDeal, mode: 'commission', commission });
    await this.asks('buyer', 'saveProfile', { nickname: '小王' });
    await this.asks('buyer', 'recordConsent', { accepted: ['demo-refunded'] });
    const { orderId: leading, groupId = '' } = await this.buys('leader', { dealId, buy: 'open', quantity: 1 });
    await this.buys('member', { dealId, buy: 'join', groupId, quantity: 1 });
    const { orderId } = await this.buys('buyer', { dealId, buy: 'join', groupId, quantity: 4 });
    this.#known = { ...this.#known, orderId, leadersVoucherId: `${leading}V01` };
  }

  /** A voucher is used, for which the leader earns; a refund of another order does not arrive. */
  async earn(): Promise<void> {
    await this.redeems(`${this.#known.orderId ?? ''}V01`);
    const dealId = await this.publish({ ...cardDeal, title: '蛋糕' });
    const { orderId } = await this.buys('buyer', { dealId, buy: 'alone', quantity: 1 });
    this.#sim.faults.replace([{ match: { call: 'refund' }, kind: 'refund-abnormal' }]);
    const wanted = { ...this.request(), orderId, reason: '客户要求' };
    const { refundId } = await this.asks('owner', 'refundOrder', wanted);
    this.#known = { ...this.#known, refundId, pastOrderId: orderId };
  }

  /** Everything of this very moment: an open group, an unpaid order, an unheard payment, a token, a fresh use. */
  async present(): Promise<Things> {
    const shelfId = await this.publish({ ...shareDeal, groupSize: 5, windowMinutes: 60, stock: 50 });
    const draftId = await this.draft({ ...shareDeal, title: '草稿' });
    const importedId = await this.draft({ ...cardDeal, title: '自带券码', codeSource: 'imported' });
    const { groupId = '' } = await this.buys('leader', { dealId: shelfId, buy: 'open', quantity: 1 });
    for (const role of ['member', 'buyer'] as const) {
      await this.buys(role, { dealId: shelfId, buy: 'join', groupId, quantity: 1 });
    }
    const unpaid = await this.orders('buyer', {
      ...{ dealId: await this.publish({ ...cardDeal, title: '茶' }), buy: 'alone', quantity: 1 },
    });
    const unheardOrderId = await this.paysUnheard({
      ...{ dealId: await this.publish({ ...cardDeal, title: '咖啡' }), buy: 'alone', quantity: 1 },
    });
    const vouchers = await this.uses(this.#known.orderId ?? '');
    const { items: leaders } = await this.asks('owner', 'listCommissions', {});
    const { items: messages } = await this.asks('buyer', 'listMessages', {});
    return {
      ...(this.#known as Things),
      ...{ shelfId, draftId, importedId, groupId, ...vouchers },
      setupCode: await this.#setUp(),
      invitation: await this.#invite('manager', []),
      leaderId: leaders[0]?.leaderId ?? '',
      unpaidOrderId: unpaid.orderId,
      unheardOrderId,
      messageId: messages[0]?.messageId ?? '',
    };
  }

  /** One more request of this shop. */
  request(): { requestId: string } {
    this.#count += 1;
    return { requestId: `request-${this.#name}-${String(this.#count)}` };
  }

  async #setUp(): Promise<string> {
    const wanted = { ...this.request(), merchantId: this.#known.merchantId };
    return (await ask(this.#sim, OPERATOR, 'issueSetupCode', wanted)).setupCode;
  }

  async #store(name: string): Promise<string> {
    const store = { name, address: '人民路 1 号' };
    return (await this.asks('owner', 'saveStore', { ...this.request(), store })).storeId;
  }

  async #invite(
    role: 'clerk' | 'manager',
    storeIds: readonly string[],
    until: Pick<Input<'inviteStaff'>, 'roleUntil'> = {},
  ): Promise<string> {
    return (await this.asks('owner', 'inviteStaff', { ...this.request(), role, storeIds, ...until })).invitation;
  }

  /** A clerk for an hour: he was one, and long before this story ends he is none any more. */
  async #workShift(storeId: string): Promise<void> {
    const roleUntil = this.#sim.clock.now() + 60 * MINUTE_MS;
    await this.#employ('clerkAfterShift', await this.#invite('clerk', [storeId], { roleUntil }));
    const { roles } = await this.asks('clerkAfterShift', 'getMe', {});
    if (!roles.includes('clerk')) throw new Error('whoever accepted an invitation for a shift works during it');
  }

  #employ(role: Local, invitation: string): Promise<unknown> {
    return this.asks(role, 'acceptInvitation', { invitation, nickname: role });
  }

  /** Everything is sold in the first store only. */
  async draft(deal: DealInput): Promise<string> {
    const storeIds = [this.#known.storeId ?? ''];
    return (await this.asks('owner', 'saveDeal', { ...this.request(), deal: { ...deal, storeIds } })).dealId;
  }

  /** Puts a deal on the shelf; gives its id. */
  async publish(deal: DealInput): Promise<string> {
    const dealId = await this.draft(deal);
    await this.asks('owner', 'publishDeal', { dealId });
    return dealId;
  }

  /** Orders, and does not pay. */
  orders(role: Local, wanted: Wanted): Promise<Output<'createOrder'>> {
    return this.asks(role, 'createOrder', { ...this.request(), ...wanted });
  }

  /** Orders and pays, and WeChat tells it at once. */
  async buys(role: Local, wanted: Wanted): Promise<Output<'createOrder'>> {
    const order = await this.orders(role, wanted);
    await this.#sim.pay(openidOf(this.#name, role), order.payment);
    return order;
  }

  /** The buyer pays, and WeChat tells it a day later; gives the order's id. */
  async paysUnheard(wanted: Wanted): Promise<string> {
    const { orderId, payment } = await this.orders('buyer', wanted);
    await this.#sim.pay(openidOf(this.#name, 'buyer'), payment, 24 * 60 * MINUTE_MS);
    return orderId;
  }

  /** Of the buyer's order V02 is used, V03 shown, and V04 is the next one. */
  async uses(
    orderId: string,
  ): Promise<Pick<Things, 'redemptionId' | 'voucherId' | 'nextVoucherId' | 'token' | 'code'>> {
    const redemptionId = await this.redeems(`${orderId}V02`);
    const [voucherId, nextVoucherId] = [`${orderId}V03`, `${orderId}V04`];
    const { token = '', code } = await this.asks('buyer', 'getVoucher', { voucherId });
    return { redemptionId, voucherId, nextVoucherId, token, code };
  }

  /** The buyer shows a voucher, and the clerk takes one use of it. */
  async redeems(voucherId: string): Promise<string> {
    const { token = '' } = await this.asks('buyer', 'getVoucher', { voucherId });
    return (await this.asks('clerk', 'redeemVoucher', { ...this.request(), token })).redemptionId;
  }
}
