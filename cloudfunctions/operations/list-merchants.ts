import type { Merchant } from '../domain/merchant';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';
import { is } from '../runtime/terms';

/** The operator sees the merchants: their names and whether somebody owns the shop, nothing of their buyers. */
export const listMerchants = operation('listMerchants', {
  role: 'operator',
  input: input.object(input.page),
  async run(page, { database, now }) {
    const merchants = await database.list('merchants', { createdAt: is.atMost(now) }, newestBy('createdAt', page));
    return pageOf(merchants, page, (merchant) => ({ at: merchant.createdAt, id: merchant._id }), merchantRow);
  },
});

function merchantRow({ _id, name, owner, createdAt }: Merchant) {
  return { merchantId: _id, name, claimed: owner !== null, createdAt };
}
