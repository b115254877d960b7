import { demand } from '../domain/failure';
import { parseVoucherId } from '../domain/ids';
import { orderAt } from '../domain/order-at';
import { issueToken } from '../domain/token';
import { by, byId, named } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { voucherView } from '../views/order';

/** A buyer shows a voucher of his own at the counter: with a fresh token while it can be redeemed. */
export const getVoucher = operation('getVoucher', {
  role: 'buyer',
  input: input.object({ voucherId: input.id }),
  gather: ({ voucherId }, { merchantId }) => ({
    order: byId('orders', parseVoucherId(voucherId)?.orderId),
    group: named('groups', 'order.groupId'),
    stores: by('stores', 'merchantId', merchantId),
  }),
  run({ voucherId }, { caller, config, found, now }) {
    const [stored] = found.order;
    demand(stored?.merchantId === caller.merchantId && stored.buyer === caller.person, 'NOT_FOUND');
    const order = orderAt(stored, found.group[0], now);
    const key = parseVoucherId(voucherId)?.voucherKey ?? '';
    const voucher = order.vouchers[key];
    demand(voucher && order.issuedAt !== null, 'NOT_FOUND');
    const view = voucherView(order, key, voucher, found.stores, now);
    if (view.status !== 'valid') return Promise.resolve(view);
    const { token, tokenExpiresAt } = issueToken(config.secrets[0], voucherId, now);
    return Promise.resolve({ ...view, token, qrText: config.qrPrefix + token, tokenExpiresAt });
  },
});
