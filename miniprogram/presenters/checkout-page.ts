import type { DealDetail } from '../../typings/deal';
import type { GroupView } from '../../typings/group';
import type { Buy, IfFull } from '../../typings/order';
import { checkout as text } from '../text/checkout';
import { tiers as tierText } from '../text/tiers';
import { boughtBy } from './bought';
import type { DealRule } from './deal-rules';
import { price } from './money';
import { refundsAfterUses, refundTerms, type RefundAfterUses, type RefundTerm } from './refund-terms';
import type { TierStep } from './tier-ladder';

/** What somebody is about to buy, before he says how many. */
export interface CheckoutPage {
  readonly dealId: string;
  readonly groupId: string;
  readonly buy: Buy;
  /** Of the deal or of the group: an order names it, so that nobody pays for what he was not shown. */
  readonly version: number;
  readonly title: string;
  readonly cover: string;
  readonly buying: string;
  readonly line: string;
  readonly unitFen: number;
  readonly unitPrice: string;
  /** The steps of a tiered price; of a group that is joined with how far it is. */
  readonly tiers: readonly TierStep[];
  /** What can be had in one order now; 0: nothing, and the server will say why. */
  readonly unitsLeft: number;
  readonly unitsNote: string;
  readonly facts: readonly DealRule[];
  readonly terms: readonly RefundTerm[];
  readonly isTimesCard: boolean;
  readonly afterUses: readonly RefundAfterUses[];
  /** Whether one could open a group of one's own. */
  readonly canOpen: boolean;
  readonly ifFullChoices: readonly { readonly value: IfFull; readonly label: string; readonly line: string }[];
}

/** The ways to buy, as a link names them. */
export const isBuy = (word: string): word is Buy => word === 'alone' || word === 'open' || word === 'join';

/** What the page shows before paying; undefined if the deal cannot be bought this way. */
export function checkoutPage(
  buy: Buy,
  deal: DealDetail,
  group: GroupView | undefined,
  now: number,
): CheckoutPage | undefined {
  const bought = boughtBy(buy, deal, group, now);
  if (bought === undefined) return undefined;
  const { priceFen: unitFen, version, title, buying, line, facts, tiers, refundAfterUses } = bought;
  const unitsLeft = Math.min(bought.unitsPerOrderMax, deal.limitLeft ?? Number.MAX_SAFE_INTEGER, deal.stock);
  return {
    ...{ dealId: deal.dealId, groupId: group?.groupId ?? '', buy, version, title },
    ...{ cover: deal.imageFileIds[0] ?? '', buying, line, tiers, facts },
    ...{ unitFen, unitPrice: price(unitFen), unitsLeft, unitsNote: unitsNote(unitsLeft, deal) },
    terms: refundTerms(bought.refund, bought.mode),
    isTimesCard: bought.usesPerVoucher > 1,
    // The server's table is of one price; it does not hold for another one.
    afterUses: refundAfterUses[0] === unitFen ? refundsAfterUses(refundAfterUses) : [],
    canOpen: deal.status === 'published' && deal.mode !== 'alone' && deal.stock > 0,
    ifFullChoices: buy === 'join' ? text.ifFull.choices : [],
  };
}

/** What so many units cost. */
export const totalOf = ({ unitFen }: CheckoutPage, quantity: number): string => price(unitFen * quantity);

/** As many units as asked for, if so many can be had; at least one. */
export const possible = ({ unitsLeft }: CheckoutPage, quantity: number): number =>
  Math.max(1, Math.min(unitsLeft, quantity));

/** What is different now, in words: between what the page showed and what it shows. */
export function changesBetween(before: CheckoutPage, after: CheckoutPage): string[] {
  const was = new Map(factsOf(before));
  return factsOf(after).flatMap(([name, value]) => {
    const old = was.get(name) ?? '';
    return old === value ? [] : [text.change(name, old, value)];
  });
}

function factsOf({ unitPrice, unitsNote, facts, terms, tiers }: CheckoutPage): [string, string][] {
  return [
    [text.unitPrice, unitPrice],
    [tierText.title, tiers.map((step) => `${step.people} ${step.price}`).join('、')],
    ...facts.map(({ name, value }): [string, string] => [name, value]),
    [text.quantity, unitsNote],
    [text.termsTitle, terms.map(({ label }) => label).join('、')],
  ];
}

/** Why no more units can be had at once; empty where there are plenty. */
function unitsNote(unitsLeft: number, { stock, limitLeft }: DealDetail): string {
  if (unitsLeft === limitLeft) return text.limitedBy.limit(unitsLeft);
  return unitsLeft === stock ? text.limitedBy.stock(unitsLeft) : text.limitedBy.order(unitsLeft);
}
