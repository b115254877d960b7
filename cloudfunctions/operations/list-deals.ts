import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { newestBy, pageOf } from '../runtime/paging';
import { dealCard } from '../views/deal';

/** Anyone sees the shelf and whose it is: every published deal, those last that have been there longest. */
export const listDeals = operation('listDeals', {
  role: 'buyer',
  input: input.object(input.page),
  async run(page, { caller, database }) {
    const onShelf = { merchantId: caller.merchantId, status: 'published' };
    const beside = { collection: 'merchants', path: 'merchantId' } as const;
    const rows = await database.listWith('deals', onShelf, newestBy('publishedAt', page), beside);
    const merchant = rows[0]?.beside ?? (await database.get('merchants', caller.merchantId));
    const shelf = pageOf(
      rows,
      page,
      ({ item }) => ({ at: item.publishedAt, id: item._id }),
      ({ item }) => dealCard(item),
    );
    return { ...shelf, merchantName: merchant?.name ?? '' };
  },
});
