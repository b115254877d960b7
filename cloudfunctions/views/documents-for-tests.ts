import type { DealInput } from '../../typings/deal';
import { rulesOf, type Deal } from '../domain/deal';
import type { Group, Seat } from '../domain/group';
import type { Merchant, Staff, Store } from '../domain/merchant';
import { newStaff } from '../domain/merchant';
import type { Order, Redemption, Voucher } from '../domain/order';

/** 2026-11-22 12:00 in Beijing. */
export const NOON = Date.parse('2026-11-22T12:00:00+08:00');

/** Ids as long as real ones. */
export const ORDER = 'A'.repeat(20);
export const GROUP = 'B'.repeat(20);

const input: DealInput = {
  ...{
    title: '双人火锅',
    description: '',
    imageFileIds: [],
    mode: 'share',
    alonePriceFen: 15_000,
    groupPriceFen: 10_000,
  },
  ...{
    groupSize: 2,
    stock: 10,
    unitsPerOrderMax: 5,
    usesPerVoucher: 3,
    validity: { days: 30 },
    codeSource: 'generated',
  },
};

const stored = (id: string) => ({ _id: id, merchantId: 'M1', requestKeys: [id], requests: {} });

/** A published deal for groups of two. */
export function aDeal(rules: Partial<Deal['rules']> = {}, changes: Partial<Deal> = {}): Deal {
  return {
    ...{ ...stored('D1'), version: 1, status: 'published', rules: { ...rulesOf(input), ...rules } },
    ...{ stocked: 10, adjusted: 0, free: 7, holds: {}, returned: {}, holdSeq: 0, createdAt: NOON, publishedAt: NOON },
    ...changes,
  };
}

/** A person's seat, paid at noon. */
export const aSeat = (person: string, changes: Partial<Seat> = {}): Seat => ({
  ...{ person, nickname: `${person}先生`, q: 1, until: NOON + 1, paidAt: NOON },
  ...changes,
});

/** An open group of two whose leader has paid. */
export function aGroup(changes: Partial<Group> = {}): Group {
  return {
    ...{ ...stored(GROUP), dealId: 'D1', version: 1, title: input.title, rules: rulesOf(input), fills: {} },
    ...{ size: 2, left: 1, held: 0, missing: 1, filled: 0, seats: { [ORDER]: aSeat('ming', { leads: true }) } },
    ...{ status: 'open', openedAt: NOON, expiresAt: NOON + 1000, dueAt: NOON + 1000 },
    ...changes,
  };
}

/** A redemption at noon of some uses, which settled nothing. */
export const aRedemption = (uses: readonly number[], changes: Partial<Redemption> = {}): Redemption => ({
  ...{ at: NOON, uses, clerk: 'li', clerkName: '小李', storeId: 'S1', storeName: '一店', settled: [] },
  refundsBefore: 0,
  ...changes,
});

/** A times card of three uses. */
export const aVoucher = (changes: Partial<Voucher> = {}): Voucher => ({
  ...{ code: '123456789012', usesLeft: 3, redemptions: {} },
  ...changes,
});

/** An issued order of one unit for 100 yuan. */
export function anOrder(changes: Partial<Order> = {}): Order {
  return {
    ...{ ...stored(ORDER), buyer: 'ming', nickname: '阿明', buyerKey: 'K1', nth: 1, dealId: 'D1', version: 1 },
    ...{ title: input.title, rules: rulesOf(input), buy: 'open', groupId: GROUP, ifFull: 'refund', quantity: 1 },
    ...{ priceFen: 10_000, amountFen: 10_000, status: 'issued', orderedAt: NOON - 2000, payBy: NOON + 1000 },
    ...{ payment: { timeStamp: '', nonceStr: '', package: '', signType: '', paySign: '' }, attach: '' },
    ...{ cancelledAt: null, closedAt: null, closeReason: null, lateAt: null, paidAt: NOON - 1000, transactionId: 'T1' },
    ...{ issuedAt: NOON, vouchers: { V01: aVoucher() }, refunds: {}, refundSeq: 0, settledAt: null, shippedAt: null },
    abnormalRefunds: [],
    ...{ closeAt: null, deliverAt: null, deliverBy: null, settleAt: null, unposted: false, codes: [ORDER] },
    ...changes,
  };
}

/** A shop with an owner. */
export const aMerchant = (): Merchant => ({
  ...{ ...stored('M1'), appid: 'wx1', name: '老王火锅', subMchId: '1', owner: 'wang', setUp: null },
  ...{ service: { hours: '9:00–21:00' }, createdAt: NOON },
});

/** A store without a phone, called by its id. */
export const aStore = (id: string): Store => ({
  ...{ ...stored(id), name: id, address: '路1号', phone: null, createdAt: NOON },
  unknownCodes: { day: '', count: 0 },
});

/** Somebody who works in a shop, by what he was given. */
export const aStaff = (person: string, grants: Staff['grants']): Staff => ({
  ...newStaff(`staff-${person}`, 'M1', person, person, NOON),
  grants,
});
