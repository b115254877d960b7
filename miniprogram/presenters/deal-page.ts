import type { DealDetail, StoreCard } from '../../typings/deal';
import { deal as text } from '../text/deal';
import { buyersLabel, lowestFen } from './deal-shelf';
import { dealRules, peopleToFormNow, vouchersEndAt, type DealRule } from './deal-rules';
import { price } from './money';
import { refundsAfterUses, refundTerms, type RefundAfterUses, type RefundTerm } from './refund-terms';
import { tierLadder, type TierStep } from './tier-ladder';
import { moment } from './time';

/** From here down a deal says how many units are left. */
const FEW_UNITS = 10;

/** Nobody can join in the last minute before a group's end: it then leaves the list. */
const LAST_MINUTE_MS = 60_000;

/** One of the buttons at the foot of a deal. */
export interface BuyButton {
  readonly buy: 'alone' | 'open';
  readonly label: string;
  readonly price: string;
}

/** What a deal offers now: one or two ways to buy, or the reason why there is none. */
export type DealOffer =
  | { readonly kind: 'buttons'; readonly buttons: readonly BuyButton[] }
  | { readonly kind: 'none'; readonly reason: string; readonly hint: string };

/** An open group that can be joined. `expiresAt` is epoch ms. */
export interface GroupToJoin {
  readonly groupId: string;
  readonly seats: string;
  readonly expiresAt: number;
}

/** A deal as buyers see it. */
export interface DealPage {
  readonly dealId: string;
  readonly title: string;
  readonly description: string;
  readonly cover: string;
  readonly price: string;
  /** '最低' where the price falls with the number of people. */
  readonly priceNote: string;
  readonly alonePrice: string;
  readonly tags: readonly { readonly word: string; readonly tone: string }[];
  readonly modeLine: string;
  readonly tiers: readonly TierStep[];
  readonly rules: readonly DealRule[];
  readonly terms: readonly RefundTerm[];
  readonly afterUses: readonly RefundAfterUses[];
  readonly groups: readonly GroupToJoin[];
  readonly groupsHint: string;
  readonly allGroups: string;
  readonly offer: DealOffer;
  /** When the sale starts, while it has not (epoch ms); 0: it has. */
  readonly saleStartsAt: number;
  /** When what is shown changes by itself (epoch ms); 0: never. */
  readonly changesAt: number;
  readonly stores: readonly StoreCard[];
  readonly service: DealDetail['service'];
  readonly shareTitle: string;
}

/** What the page of a deal shows at an instant. */
export function dealPage(deal: DealDetail, now: number): DealPage {
  const shown = price(lowestFen(deal));
  const priceNote = deal.mode === 'tiered' ? text.lowest : '';
  const saleStartsAt = deal.saleStartsAt !== undefined && now < deal.saleStartsAt ? deal.saleStartsAt : 0;
  const groups = groupsToJoin(deal);
  return {
    ...{ dealId: deal.dealId, title: deal.title, description: deal.description, cover: deal.imageFileIds[0] ?? '' },
    ...{ price: shown, priceNote, alonePrice: alonePriceOf(deal) },
    ...{
      tags: tagsOf(deal),
      modeLine: modeLine(deal, now),
      tiers: tierLadder(deal.tiers),
      rules: dealRules(deal, now),
    },
    ...{ terms: refundTerms(deal.refund, deal.mode), afterUses: refundsAfterUses(deal.refundAfterUses) },
    ...{ groups, groupsHint: deal.mode === 'tiered' ? text.groupsHintTiered : text.groupsHint },
    ...{ allGroups: text.allGroups(groups.length), offer: offerOf(deal, now), saleStartsAt },
    changesAt: nextOf([saleStartsAt, soldUntil(deal), ...groups.map(joinableUntil)], now),
    ...{ stores: deal.stores, service: deal.service, shareTitle: text.share(priceNote + shown, deal.title) },
  };
}

/** How a deal works, in one sentence. */
function modeLine(deal: DealDetail, now: number): string {
  if (deal.mode === 'alone') return text.modes.alone;
  if (deal.mode === 'tiered') return text.modes.tiered(peopleToFormNow(deal, now));
  return text.modes.share(deal.groupSize ?? 0);
}

function alonePriceOf({ mode, alonePriceFen }: DealDetail): string {
  return mode === 'alone' || alonePriceFen === undefined ? '' : text.alonePrice(price(alonePriceFen));
}

function tagsOf({ mode, groupSize, usesPerVoucher, stock }: DealDetail): DealPage['tags'] {
  const isShort = stock > 0 && stock <= FEW_UNITS;
  return [
    { word: buyersLabel(mode, groupSize), tone: 'brand' },
    ...(usesPerVoucher > 1 ? [{ word: text.timesCard(usesPerVoucher), tone: '' }] : []),
    ...(isShort ? [{ word: text.onlyLeft(stock), tone: 'warn' }] : []),
  ];
}

/** Nobody can join without a unit to take. */
function groupsToJoin({ mode, openGroups, stock, limitLeft }: DealDetail): GroupToJoin[] {
  if (stock === 0 || limitLeft === 0) return [];
  const seats = mode === 'tiered' ? text.placesLeft : text.seatsLeft;
  return openGroups.map(({ groupId, seatsLeft, expiresAt }) => ({
    ...{ groupId, seats: seats(seatsLeft), expiresAt },
  }));
}

function offerOf(deal: DealDetail, now: number): DealOffer {
  const refused = refusalOf(deal, now);
  if (refused) return { kind: 'none', ...refused };
  return { kind: 'buttons', buttons: buttonsOf(deal) };
}

function refusalOf(deal: DealDetail, now: number): { readonly reason: string; readonly hint: string } | undefined {
  const { status, saleStartsAt, stock, limitPerBuyer, limitLeft } = deal;
  if (status !== 'published') return text.refusals.unpublished;
  if (saleStartsAt !== undefined && now < saleStartsAt) return text.refusals.notStarted(moment(saleStartsAt, now));
  if (now >= soldUntil(deal)) return text.refusals.ended;
  if (limitLeft === 0) return text.refusals.limit(limitPerBuyer ?? 0);
  return stock === 0 ? text.refusals.soldOut : undefined;
}

/** When a deal is sold no longer: its sale has ended, or the last minute of its vouchers has come. */
const soldUntil = ({ saleEndsAt, validity }: DealDetail): number =>
  Math.min(saleEndsAt ?? Infinity, vouchersEndAt(validity) - LAST_MINUTE_MS);

function buttonsOf({ mode, alonePriceFen, groupPriceFen, groupSize, tiers }: DealDetail): BuyButton[] {
  const openFen = mode === 'tiered' ? tiers?.[0]?.priceFen : groupPriceFen;
  const openLabel = mode === 'tiered' ? text.buttons.openTiered : text.buttons.open(groupSize ?? 0);
  return [
    ...(alonePriceFen === undefined
      ? []
      : [{ buy: 'alone' as const, label: text.buttons.alone, price: price(alonePriceFen) }]),
    ...(mode === 'alone' || openFen === undefined
      ? []
      : [{ buy: 'open' as const, label: openLabel, price: price(openFen) }]),
  ];
}

const joinableUntil = ({ expiresAt }: GroupToJoin): number => expiresAt - LAST_MINUTE_MS;

/** The first of these instants that lies ahead; 0: none. */
function nextOf(instants: readonly number[], now: number): number {
  const ahead = instants.filter((at) => at > now && at < Infinity);
  return ahead.length > 0 ? Math.min(...ahead) : 0;
}
