import type { StoreCard } from '../../typings/deal';
import type { DealRules } from '../domain/deal';
import type { Store } from '../domain/merchant';

/** The stores in which vouchers of these rules are redeemed, as buyers see them. */
export function storesFor(rules: Pick<DealRules, 'storeIds'>, stores: readonly Store[]): StoreCard[] {
  return stores.filter(({ _id }) => rules.storeIds?.includes(_id) ?? true).map(storeCard);
}

function storeCard({ _id, name, address, phone }: Store): StoreCard {
  return { storeId: _id, name, address, ...(phone === null ? {} : { phone }) };
}
