import { demand } from '../domain/failure';
import { firstCharacter } from '../domain/nickname';
import { redeemable } from '../domain/redemption';
import { isTokenCurrent } from '../domain/token';
import { voucherIdOf } from '../domain/ids';
import { validUntil } from '../domain/order';
import { refundableVouchers } from '../domain/refund';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { counterAt, counterLookups, present, storeOf } from '../trade/counter';

/** What a clerk shows to the house: a QR code's token, or the code below it. Exactly one of them. */
export const presented = {
  token: input.optional(input.text(400)),
  code: input.optional(input.text(64)),
  storeId: input.optional(input.id),
};

/** A clerk looks before redeeming: what it is, how many uses are left, and what else of the order could go with it. */
export const prepareRedemption = operation('prepareRedemption', {
  role: 'clerk',
  input: input
    .object(presented)
    .check(input.constrained(({ token, code }) => (token === undefined) !== (code === undefined), { path: ['token'] })),
  gather: counterLookups,
  async run(input, context) {
    const store = storeOf(context, input.storeId);
    const shown = await present(context, input, store);
    const { order, voucherKey, slot } = shown;
    // A look at a dead token says only that: an old picture tells nobody what became of the voucher.
    demand(slot === undefined || isTokenCurrent(slot, context.now), 'TOKEN_EXPIRED');
    const voucher = redeemable(shown, counterAt(context, store), context.now);
    const others = refundableVouchers(order).filter((key) => key !== voucherKey);
    return {
      voucherId: voucherIdOf(order._id, voucherKey),
      dealTitle: order.title,
      usesLeft: voucher.usesLeft,
      validUntil: validUntil(order.rules.validity, order.issuedAt ?? 0),
      buyer: firstCharacter(order.nickname),
      others: others.map((key) => ({
        ...{ voucherId: voucherIdOf(order._id, key), usesLeft: order.vouchers[key]?.usesLeft ?? 0 },
      })),
    };
  },
});
