import type { GroupView } from '../../typings/group';
import { checkout } from '../text/checkout';
import { group as text } from '../text/group';
import { peopleToForm } from './deal-rules';
import { seatsTaken } from './group-seats';
import { price } from './money';
import type { Standing } from './tier-ladder';
import { moment } from './time';

/** The one thing that a group's page offers to do. */
export interface GroupButton {
  readonly kind: 'join' | 'pay' | 'confirm' | 'share' | 'another' | 'order' | 'deals';
  readonly label: string;
}

/** How it stands with a group, for whoever looks at it. */
export interface Situation {
  readonly headline: string;
  readonly line: string;
  readonly tone: 'brand' | 'good' | 'warn' | 'quiet';
  readonly icon: string;
  readonly button: GroupButton;
  /** What runs out (epoch ms) and its name; 0: nothing does. */
  readonly endsAt: number;
  readonly endsLabel: string;
}

type Told = Omit<Situation, 'endsAt' | 'endsLabel'>;

/** How it stands with a group at an instant. */
export function situationOf(group: GroupView, now: number): Situation {
  if (group.status === 'formed') return { ...formed(group, now), ...endless };
  if (group.status === 'failed') return { ...failed(group), ...endless };
  if (now >= group.expiresAt) return { ...confirming(group), ...endless };
  if (group.yourSeat === 'held') return held(group, now);
  const told = group.yourSeat === 'paid' ? waiting(group, now) : offered(group, now);
  return { ...told, endsAt: group.expiresAt, endsLabel: text.untilEnd };
}

/** The same page once WeChat may have taken your payment: it is not offered for payment again. */
export function asUnconfirmed<Page extends Situation>(page: Page): Page {
  if (page.button.kind !== 'pay') return page;
  const button = { kind: 'confirm', label: text.buttons.confirm } as const;
  return { ...page, ...inDoubt, headline: text.headlines.confirming, line: checkout.unconfirmed, button, ...endless };
}

/** What is paid for a unit in this group (fen); of a tiered one before anything comes back. */
export const groupPriceFen = ({ tiers, groupPriceFen }: GroupView): number =>
  tiers?.[0]?.priceFen ?? groupPriceFen ?? 0;

/** How far a group is on the ladder of its prices. */
export const standingOf = (group: GroupView): Standing => ({
  // A group that has failed has reached no price, whoever was in it.
  people: group.status === 'failed' ? 0 : seatsTaken(group),
  isOpen: group.status === 'open',
});

/** How many more people a group needs to form; 0 where it has enough. */
export const missingToForm = (group: GroupView): number => Math.max(0, peopleOf(group) - seatsTaken(group));

const peopleOf = ({ tiers, size, validity, expiresAt }: GroupView): number =>
  tiers ? peopleToForm(tiers, validity, expiresAt) : size;

/** The next lower price of a tiered group that is open and has enough people, and how many more it takes. */
export function nextTierOf(group: GroupView): { readonly people: number; readonly price: string } | undefined {
  if (group.tierPriceFen === undefined || group.status !== 'open') return undefined;
  const taken = seatsTaken(group);
  const next = group.tiers?.find(({ size }) => size > taken);
  return next && { people: next.size - taken, price: price(next.priceFen) };
}

const endless = { endsAt: 0, endsLabel: '' } as const;

const orderButton = (label: string): GroupButton => ({ kind: 'order', label });

const anotherButton = ({ canOpenAnother }: GroupView): GroupButton =>
  canOpenAnother ? { kind: 'another', label: text.buttons.openAnother } : { kind: 'deals', label: text.buttons.deals };

function formed(group: GroupView, now: number): Told {
  const when = moment(group.formedAt ?? now, now);
  const { formedOthers, formedGone } = text.lines;
  const look = { headline: text.headlines.formed, tone: 'good', icon: 'check-circle-filled' } as const;
  if (group.yourSeat) return { ...look, line: formedYours(group, when), button: orderButton(text.buttons.voucher) };
  const line = group.canOpenAnother ? formedOthers(when) : formedGone(when);
  return { ...look, line, button: anotherButton(group) };
}

function formedYours(group: GroupView, when: string): string {
  const reachedFen = group.tierPriceFen ?? groupPriceFen(group);
  const backFen = (groupPriceFen(group) - reachedFen) * (group.quantityYou ?? 1);
  const { formedTier, formedYours: usual } = text.lines;
  return backFen > 0 ? formedTier(when, price(reachedFen), price(backFen)) : usual(when);
}

function failed(group: GroupView): Told {
  const look = { tone: 'quiet', icon: 'info-circle-filled' } as const;
  if (group.yourSeat) {
    const button = orderButton(text.buttons.refund);
    return { ...look, headline: text.headlines.failedYours, line: text.lines.failedYours, button };
  }
  const { headlines, lines } = text;
  return { ...look, headline: headlines.failed, line: lines.failedOthers, button: anotherButton(group) };
}

function confirming(group: GroupView): Told {
  const button = group.yourSeat ? orderButton(text.buttons.order) : anotherButton(group);
  return { ...inDoubt, headline: text.headlines.confirming, line: text.lines.confirming, button };
}

const inDoubt = { tone: 'warn', icon: 'time-filled' } as const;

function held({ payBy = 0 }: GroupView, now: number): Situation {
  if (now >= payBy) {
    const { headlines, lines, buttons } = text;
    const told = { headline: headlines.confirming, line: lines.payOver, button: orderButton(buttons.order) };
    return { ...inDoubt, ...told, ...endless };
  }
  return {
    ...{ headline: text.headlines.yoursHeld, line: text.lines.pay, tone: 'brand', icon: 'wallet' },
    ...{ button: { kind: 'pay', label: text.buttons.pay }, endsAt: payBy, endsLabel: text.untilPaid },
  };
}

/** Nobody is invited to a group that nobody can join. */
function waiting(group: GroupView, now: number): Told {
  const { lines, headlines, buttons } = text;
  const rest = { button: orderButton(buttons.order) };
  if (group.seatsLeft === 0) return { ...inDoubt, headline: headlines.oneBeingPaid, line: lines.youWait, ...rest };
  if (now >= group.joinableUntil) return { ...progress(group), line: lines.tooLateYours, ...rest };
  if (group.stock === 0) return { ...progress(group), line: lines.soldOutYours, ...rest };
  const button = { kind: 'share', label: buttons.share } as const;
  return { ...progress(group), line: tierLine(group) ?? lines.share, button };
}

function offered(group: GroupView, now: number): Told {
  const { lines, headlines, buttons } = text;
  const another = { button: anotherButton(group) };
  if (group.seatsLeft === 0) return { ...inDoubt, headline: headlines.oneBeingPaid, line: lines.held, ...another };
  if (now >= group.joinableUntil) return { ...progress(group), line: lines.tooLate, ...another };
  if (group.stock === 0) return { ...progress(group), line: lines.soldOut, ...another };
  const label = (group.mode === 'tiered' ? buttons.joinTiered : buttons.join)(price(groupPriceFen(group)));
  return { ...progress(group), line: tierLine(group) ?? lines.join, button: { kind: 'join', label } };
}

/** How many people are missing; of a tiered group that has enough, the price it has reached. */
function progress(group: GroupView): Pick<Situation, 'headline' | 'tone' | 'icon'> {
  const { tierPriceFen } = group;
  const { tierReached, missing } = text.headlines;
  const headline = tierPriceFen === undefined ? missing(missingToForm(group)) : tierReached(price(tierPriceFen));
  return { headline, tone: 'brand', icon: 'usergroup' };
}

/** What more people would do to the price of a tiered group. */
function tierLine(group: GroupView): string | undefined {
  if (group.mode !== 'tiered') return undefined;
  const next = nextTierOf(group);
  return next ? text.lines.nextTier(next.people, next.price) : text.lines.tiered(peopleOf(group));
}
