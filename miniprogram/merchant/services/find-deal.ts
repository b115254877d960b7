import type { MerchantDeal } from '../../../typings/deal';
import { call, Refusal } from '../../services/cloud';

const PAGE_SIZE_MAX = 100;

/** A deal of the shop as it is edited, looked for in the list of all. Throws a Refusal when there is none. */
export async function findDeal(dealId: string): Promise<MerchantDeal> {
  let cursor: string | undefined;
  do {
    const page = await call('listMerchantDeals', { limit: PAGE_SIZE_MAX, ...(cursor ? { cursor } : {}) });
    const deal = page.items.find((each) => each.dealId === dealId);
    if (deal) return deal;
    cursor = page.cursor;
  } while (cursor);
  throw new Refusal('NOT_FOUND', {});
}
