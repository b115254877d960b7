import type { Page } from '../../../typings/answer';
import type { CommissionRow } from '../../../typings/commission';
import { price } from '../../presenters/money';
import { commissions as text } from '../text/commissions';

/** A leader and what he has earned. */
export interface LeaderShown {
  readonly leaderId: string;
  readonly name: string;
  readonly from: string;
  readonly facts: readonly { readonly name: string; readonly sum: string }[];
  /** Why nothing can be paid now; empty: something can. */
  readonly note: string;
  readonly canPay: boolean;
  readonly payLabel: string;
  readonly payableFen: number;
}

/** The leaders of the shop, as far as they were asked for. */
export interface CommissionList {
  readonly leaders: readonly LeaderShown[];
  readonly cursor: string;
}

/** What a page of leaders shows. Only the owner pays. */
export function commissionList({ items, cursor = '' }: Page<CommissionRow>, isOwner: boolean): CommissionList {
  return { leaders: items.map((row) => leaderShown(row, isOwner)), cursor };
}

function leaderShown(row: CommissionRow, isOwner: boolean): LeaderShown {
  const { leaderId, nickname, accruedFen, payableFen, paidFen } = row;
  const { facts } = text;
  return {
    ...{ leaderId, name: nickname, from: text.vouchers(row.vouchers), payableFen },
    facts: [
      { name: facts.accrued, sum: price(accruedFen) },
      { name: facts.paid, sum: price(paidFen) },
      { name: facts.payable, sum: price(payableFen) },
    ],
    note: payableFen < 0 ? text.negative(price(-payableFen)) : payableFen === 0 ? text.nothingYet : '',
    canPay: isOwner && payableFen > 0,
    payLabel: text.payTo(nickname),
  };
}
