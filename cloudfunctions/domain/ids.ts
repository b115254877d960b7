import { createHash } from 'node:crypto';

/** Digits and capitals without the look-alikes I, L, O and U: ids are read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Symbols of five bits: enough that two of a billion ids never meet. */
const ID_LENGTH = 20;
const KEY_LENGTH = 26;

/** A quotable name for bytes: five bits a symbol. */
export function quotable(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i += 1) {
    const bit = i * 5;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += ALPHABET.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return text;
}

function digest(parts: readonly string[], length: number): string {
  return quotable(createHash('sha256').update(JSON.stringify(parts)).digest(), length);
}

/** A merchant is one mini-program: its id follows from the appid, so that no call is needed to find it. */
export const merchantIdOf = (appid: string): string => digest(['merchant', appid], ID_LENGTH);

/** The key of one request of one person: a retry has the same, nobody else ever has. */
export const requestKeyOf = (merchantId: string, person: string, action: string, requestId: string): string =>
  digest(['request', merchantId, person, action, requestId], KEY_LENGTH);

/** The id of what a request creates. It follows from the request, so that a retry finds what its first try began. */
export const createdIdOf = (kind: 'order' | 'deal' | 'store' | 'group', requestKey: string): string =>
  digest([kind, requestKey], ID_LENGTH);

/**
 * The id of an order. It follows from the request and from what was asked: a retry finds the seat and the stock that
 * its first try has taken, and another wish under the same request id has no part in them.
 */
export const orderIdOf = (requestKey: string, inputHash: string): string =>
  digest(['order', requestKey, inputHash], ID_LENGTH);

/** What a request asked for, to tell a retry from another request under the same id. */
export const inputHashOf = (input: unknown): string => digest([JSON.stringify(sorted(input))], KEY_LENGTH);

/** A name in place of a secret: what is stored of a set-up code or an invitation. */
export const secretIdOf = (kind: string, secret: string): string => digest([kind, secret], KEY_LENGTH);

/** One person of one merchant, as the id of what is kept about him. */
export const personKeyOf = (merchantId: string, person: string): string =>
  digest(['person', merchantId, person], ID_LENGTH);

/** An imported code's id: a shop has a code once. */
export const codeIdOf = (merchantId: string, code: string): string => digest(['code', merchantId, code], ID_LENGTH);

/** From where on an order looks for unused codes: a place that no other order is likely to begin at. */
export const firstCodeIdOf = (orderId: string, until: number): string =>
  digest(['codes', orderId, String(until)], ID_LENGTH);

/** "My orders of this deal": what the limit and the one unpaid order are judged on. */
export const buyerKeyOf = (dealId: string, person: string): string => digest(['buyer', dealId, person], KEY_LENGTH);

/** A voucher's id names its order: `…V01`. */
export const voucherIdOf = (orderId: string, voucherKey: string): string => orderId + voucherKey;

/** A redemption's id names its voucher: `…V01R1`. */
export const redemptionIdOf = (orderId: string, voucherKey: string, redemptionKey: string): string =>
  orderId + voucherKey + redemptionKey;

/** The parts of a voucher's id, or nothing if it cannot be one. */
export function parseVoucherId(id: string): { readonly orderId: string; readonly voucherKey: string } | undefined {
  if (!/^[0-9A-Z]{20}V\d{2}$/.test(id)) return undefined;
  return { orderId: id.slice(0, ID_LENGTH), voucherKey: id.slice(ID_LENGTH) };
}

/** The parts of a redemption's id, or nothing if it cannot be one. */
export function parseRedemptionId(id: string) {
  if (!/^[0-9A-Z]{20}V\d{2}R\d{1,3}$/.test(id)) return undefined;
  const redemptionAt = id.lastIndexOf('R');
  const voucherKey = id.slice(ID_LENGTH, redemptionAt);
  return { orderId: id.slice(0, ID_LENGTH), voucherKey, redemptionKey: id.slice(redemptionAt) };
}

/** The n-th voucher of an order, from 1. */
export const voucherKeyOf = (n: number): string => `V${String(n).padStart(2, '0')}`;

/** The number of a refund at WeChat Pay. It follows from what is refunded, so that a retry is the same refund. */
export const refundNumberOf = (orderId: string, what: string): string =>
  `R${digest(['refund', orderId, what], KEY_LENGTH)}`;

/** The number of a pay-out. It follows from the request that made it. */
export const payoutNumberOf = (requestKey: string): string => `P${digest(['payout', requestKey], KEY_LENGTH)}`;

/** A value with the keys of its objects in one order, so that equal inputs hash alike. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
