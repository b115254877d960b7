import type { Page } from '../../typings/answer';
import type { CommissionTotals } from '../../typings/commission';
import type { Me, Message, Role } from '../../typings/staff';
import { me as text } from '../text/me';
import { messages, unknownMessage } from '../text/messages';
import { price } from './money';
import { moment } from './time';

/** Who one is here, and what one may do. */
export interface MePage {
  readonly nickname: string;
  readonly shownName: string;
  readonly merchantName: string;
  readonly roles: readonly string[];
  /** The stores where one redeems; empty: one does not. */
  readonly redeemHint: string;
  readonly mayRedeem: boolean;
  readonly runsShop: boolean;
  readonly unread: string;
}

/** An entry of the inbox as it is read. */
export interface MessageRow {
  readonly messageId: string;
  readonly title: string;
  readonly body: string;
  readonly when: string;
  readonly isNew: boolean;
  /** The order it leads to; empty: none. */
  readonly orderId: string;
}

/** What the page about oneself shows. */
export function mePage({ roles, stores, merchantName, nickname, unreadMessages }: Me): MePage {
  const isAny = (...wanted: readonly Role[]): boolean => roles.some((role) => wanted.includes(role));
  return {
    ...{ nickname: nickname ?? '', shownName: nickname || text.unnamed, merchantName },
    roles: roles.filter((role) => role !== 'buyer').map((role) => text.roles[role]),
    redeemHint: stores.length > 0 ? text.redeemHint(stores.map((store) => store.name).join('、')) : '',
    mayRedeem: isAny('clerk', 'manager', 'owner'),
    runsShop: isAny('manager', 'owner'),
    unread: unreadMessages > 0 ? text.unread(unreadMessages) : '',
  };
}

/** What one has earned as a leader: three sums, and a word about them. */
export interface CommissionShown {
  readonly sums: readonly { readonly name: string; readonly sum: string }[];
  readonly hint: string;
}

/** What one's commissions come to; undefined for whoever never earned any. */
export function commissionShown({ accruedFen, payableFen, paidFen }: CommissionTotals): CommissionShown | undefined {
  if (accruedFen === 0 && payableFen === 0 && paidFen === 0) return undefined;
  const { names, hint, owed } = text.commission;
  return {
    sums: [
      { name: names.accrued, sum: price(accruedFen) },
      { name: names.payable, sum: price(payableFen) },
      { name: names.paid, sum: price(paidFen) },
    ],
    hint: payableFen < 0 ? owed : hint,
  };
}

/** A page of the inbox. */
export function messageRows({ items }: Page<Message>, now: number): MessageRow[] {
  return items.map(({ messageId, kind, about, at, readAt }) => {
    const sum = typeof about.amountFen === 'number' ? price(about.amountFen) : '';
    const { title, body } = messages[kind]?.(about, sum) ?? unknownMessage;
    const orderId = typeof about.orderId === 'string' ? about.orderId : '';
    return { messageId, title, body, when: moment(at, now), isNew: readAt === undefined, orderId };
  });
}

/** The roles that an invitation gave, in one line. */
export const rolesGiven = (roles: readonly Role[]): string =>
  roles
    .filter((role) => role !== 'buyer')
    .map((role) => text.roles[role])
    .join('、');
