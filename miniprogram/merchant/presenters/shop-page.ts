import type { Balance } from '../../../typings/report';
import type { Me } from '../../../typings/staff';
import type { PageName } from '../../services/links';
import { price } from '../../presenters/money';
import { shop as text } from '../text/shop';

/** A page of the shop that the first one leads to. */
interface Place {
  readonly page: keyof typeof text.places & PageName;
  readonly name: string;
  readonly hint: string;
  readonly icon: string;
}

/** The merchant's first page: claimed, with money and places, or to be claimed. */
export type ShopPage =
  | { readonly kind: 'claim' }
  | {
      readonly kind: 'run';
      readonly merchantName: string;
      readonly earned: string;
      readonly escrow: string;
      readonly places: readonly Place[];
    };

const ownerOnly: readonly Place['page'][] = ['staff'];

/** What a manager or owner sees first. */
export function shopPage({ roles, merchantName }: Me, balance: Balance): ShopPage {
  const isOwner = roles.includes('owner');
  const pages = (Object.keys(text.places) as Place['page'][]).filter((page) => isOwner || !ownerOnly.includes(page));
  return {
    kind: 'run',
    ...{ merchantName, earned: price(balance.earnedFen), escrow: price(balance.escrowFen) },
    places: pages.map((page) => ({ page, ...text.places[page] })),
  };
}

/** Whether somebody may run the shop. */
export const runsShop = ({ roles }: Pick<Me, 'roles'>): boolean => roles.includes('owner') || roles.includes('manager');
