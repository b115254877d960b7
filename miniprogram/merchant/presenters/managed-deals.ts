import type { DealStatus, MerchantDeal } from '../../../typings/deal';
import { lowestFen } from '../../presenters/deal-shelf';
import { price } from '../../presenters/money';
import { moment } from '../../presenters/time';
import { modeLabels } from '../../text/deals';
import type { Label } from '../../text/states';
import { codes } from '../text/codes';
import { dealLabels, deals as text } from '../text/deals';
import { choicesOf, type Choice } from './choice';
import { fewCodes } from './few-codes';

/** Which deals are looked at. */
export type DealTab = 'all' | DealStatus;

/** A deal as its merchant sees it in the list. */
export interface ManagedDeal {
  readonly dealId: string;
  readonly title: string;
  readonly cover: string;
  readonly label: Label;
  readonly modeLabel: string;
  readonly price: string;
  readonly alonePrice: string;
  readonly stock: string;
  /** Empty: there is some left. */
  readonly soldOut: string;
  /** Why codes should be imported; empty: there are enough, or the deal makes its own. */
  readonly few: string;
  /** When its sale begins or ends; empty: it is bound to no time. */
  readonly sale: string;
  /** How it gets more units: by changing its stock, or by importing codes. */
  readonly adjustWord: string;
  readonly shelfWord: string;
  /** It is on the shelf, so there is something to promote. */
  readonly isOnShelf: boolean;
}

/** The deals of a tab, as far as they were read. */
export function managedDeals(deals: readonly MerchantDeal[], tab: DealTab, now: number): ManagedDeal[] {
  return deals.filter(({ status }) => tab === 'all' || status === tab).map((deal) => managedDeal(deal, now));
}

/** The tabs above the list. */
export const dealTabs = (tab: DealTab): Choice[] => choicesOf(text.tabs, [tab]);

/** A deal as a row of the list. */
export function managedDeal(deal: MerchantDeal, now: number): ManagedDeal {
  const { dealId, title, status, mode, stock } = deal;
  const isImported = deal.deal.codeSource === 'imported';
  const isOnShelf = status === 'published';
  const hasAlonePrice = mode !== 'alone' && deal.alonePriceFen !== undefined;
  return {
    ...{ dealId, title, cover: deal.imageFileIds[0] ?? '', label: dealLabels[status] },
    modeLabel: modeLabels[mode](deal.groupSize ?? 0),
    few: fewCodes(deal),
    price: lowestFen(deal) > 0 ? price(lowestFen(deal)) : text.noPrice,
    alonePrice: hasAlonePrice ? `${text.alone} ${price(deal.alonePriceFen)}` : '',
    stock: (isImported ? text.codesLeft : text.stock)(stock),
    soldOut: stock === 0 ? text.soldOut : '',
    sale: saleNote(deal, now),
    adjustWord: isImported ? codes.importShort : stock === 0 ? text.restock : text.adjust,
    shelfWord: isOnShelf ? text.unpublish : text.publish,
    isOnShelf,
  };
}

function saleNote({ saleStartsAt, saleEndsAt }: MerchantDeal, now: number): string {
  if (saleEndsAt !== undefined && saleEndsAt <= now) return text.saleOver;
  if (saleStartsAt !== undefined && saleStartsAt > now) return text.startsAt(moment(saleStartsAt, now));
  return saleEndsAt === undefined ? '' : text.endsAt(moment(saleEndsAt, now));
}

/** What is asked before a deal goes on the shelf or off it. */
export const shelfQuestion = ({ title, isOnShelf }: ManagedDeal) =>
  isOnShelf ? text.askUnpublish(title) : text.askPublish(title);
