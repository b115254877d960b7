import { dayOf } from '../../../cloudfunctions/domain/time';
import type { DealInput } from '../../../typings/deal';
import { DAY_MS, MINUTE_MS } from '../../scene';

type Spoil = (deal: DealInput, now: number) => Partial<DealInput>;

const DEAR_FEN = 1_000_000;

/** Deals that nobody could sell, each by one thing that a merchant might get wrong. */
export const absurdities: readonly Spoil[] = [
  () => ({ unitsPerOrderMax: 900 }),
  () => ({ mode: 'share', groupPriceFen: DEAR_FEN, groupSize: 1 }),
  () => ({ mode: 'tiered', tiers: [{ size: 1, priceFen: 1 }] }),
  () => ({ mode: 'tiered', tiers: [] }),
  () => ({ mode: 'tiered', tiers: [2, 3].map((size) => ({ size, priceFen: DEAR_FEN })) }),
  () => ({ mode: 'commission', commission: { kind: 'percent', value: 31 } }),
  ({ commission: _commission, ...deal }) => ({ ...deal, mode: 'commission' }),
  ({ groupPriceFen: _price, groupSize: _size, ...deal }) => ({ ...deal, mode: 'share' }),
  ({ alonePriceFen: _price, ...deal }) => ({ ...deal, mode: 'alone' }),
  () => ({ mode: 'tiered', windowMinutes: 1 }),
  () => ({ codeSource: 'imported', refund: { anytime: true, onExpiry: true, restock: true } }),
  (_, now) => ({ validity: { untilDay: dayOf(now - DAY_MS) } }),
  () => ({ validity: { days: 364 } }),
  (_, now) => ({ validity: { untilDay: dayOf(now + DAY_MS) }, saleEndsAt: now + 9 * DAY_MS }),
  (_, now) => ({ saleEndsAt: now - MINUTE_MS }),
  (_, now) => ({ saleStartsAt: now + 2 * DAY_MS, saleEndsAt: now + DAY_MS }),
  () => ({ excludedDays: ['2026-02-30'] }),
  () => ({ excludedWeekdays: [1, 2, 3, 4, 5, 6, 7] }),
  (_, now) => ({ validity: { untilDay: dayOf(now) }, excludedDays: [dayOf(now)] }),
  () => ({ storeIds: [] }),
  () => ({ storeIds: ['NOSUCHSTORE000000000'] }),
];

/** The deal with one thing wrong; what its spoiling leaves out it has no more. */
export function spoiltBy(spoil: Spoil, deal: DealInput, now: number): DealInput {
  const wrong = spoil(deal, now);
  return 'title' in wrong ? (wrong as DealInput) : { ...deal, ...wrong };
}
