import type { ReportDay } from '../../typings/report';

/** Something that adds to a day. */
export type DayPart = Pick<ReportDay, 'day'> & Partial<ReportDay>;

/** Money that moved on a day from one account to another. `ofUse`: by a redemption, or by its undo. */
interface Movement {
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly ofUse: boolean;
  readonly fen: number;
}

/**
 * What a movement adds to its day, as a statement would: an undo takes back what was settled, a refund is a refund.
 * What moves between the merchant and those who share with him is neither.
 */
export function moneyPart({ day, from, to, ofUse, fen }: Movement): DayPart {
  if (from === 'escrow' && to === 'merchant') return { day, settledFen: fen };
  if (from !== 'merchant' || to !== 'escrow') return { day };
  return ofUse ? { day, settledFen: -fen } : { day, refundedFen: fen };
}

/** Every one of some days with all that parts add to it. */
export function reportDays(days: readonly string[], parts: readonly DayPart[]): ReportDay[] {
  const partsOf = new Map<string, DayPart[]>();
  for (const part of parts) partsOf.set(part.day, [...(partsOf.get(part.day) ?? []), part]);
  return days.map((day) => {
    const its = partsOf.get(day) ?? [];
    const total = (field: Exclude<keyof ReportDay, 'day'>) => its.reduce((sum, part) => sum + (part[field] ?? 0), 0);
    return {
      ...{ day, soldUnits: total('soldUnits'), soldFen: total('soldFen') },
      ...{ groupsFormed: total('groupsFormed'), groupsFailed: total('groupsFailed') },
      ...{ redeemedUses: total('redeemedUses'), settledFen: total('settledFen'), refundedFen: total('refundedFen') },
    };
  });
}
