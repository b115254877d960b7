import { dayOf } from '../../cloudfunctions/domain/time';
import type { DealInput } from '../../typings/deal';
import { DAY_MS } from '../scene';

/** What deals have in common that say nothing else. */
const sold = {
  ...{ description: '', imageFileIds: [], stock: 150, unitsPerOrderMax: 4, usesPerVoucher: 1, validity: { days: 20 } },
  codeSource: 'generated',
} as const;

const share = { ...sold, mode: 'share', alonePriceFen: 8000, groupPriceFen: 5000 } as const;
const commission = { ...sold, mode: 'commission', alonePriceFen: 9900, groupPriceFen: 7777 } as const;
const restocked = { anytime: true, onExpiry: true, restock: true } as const;
const used = { anytime: true, onExpiry: false, restock: false } as const;
const kept = { anytime: false, onExpiry: false, restock: false } as const;

/** The deals of a month that begins at an instant: every mode, source of codes, rule of refunds, kind of validity. */
export function catalogue(now: number, partnerStoreId: string): readonly DealInput[] {
  const day = (days: number): string => dayOf(now + days * DAY_MS);
  return [
    { ...sold, title: '洗车三次卡', mode: 'alone', alonePriceFen: 10_000, usesPerVoucher: 3, refund: restocked },
    {
      ...sold,
      title: '一日体验',
      mode: 'alone',
      alonePriceFen: 1999,
      validity: { days: 1 },
      unitsPerOrderMax: 50,
      refund: used,
    },
    { ...sold, title: '不退特价', mode: 'alone', alonePriceFen: 666, validity: { days: 3 }, refund: kept },
    { ...share, title: '双人下午茶', groupSize: 2, windowMinutes: 10, refund: restocked },
    { ...share, title: '三人火锅', groupSize: 3, windowMinutes: 30, limitPerBuyer: 2, excludedWeekdays: [1, 2, 6] },
    { ...share, title: '四人包间', groupSize: 4, windowMinutes: 45, stock: 30, validity: { untilDay: day(12) } },
    { ...sold, ...tiered(2, 3, 5), title: '阶梯烤鱼', windowMinutes: 20, usesPerVoucher: 2 },
    { ...sold, ...tiered(3, 4, 6), title: '阶梯自助', windowMinutes: 12, excludedDays: [day(2), day(3)] },
    { ...commission, title: '推广瑜伽', groupSize: 3, windowMinutes: 25, ...percent(10) },
    { ...commission, title: '推广汗蒸', groupSize: 2, usesPerVoucher: 2, ...fixed(333) },
    { ...share, title: '联名门店', groupSize: 2, windowMinutes: 15, storeIds: [partnerStoreId], usesPerVoucher: 3 },
    { ...sold, title: '兑换码影票', mode: 'alone', alonePriceFen: 3500, codeSource: 'imported', stock: 0 },
    { ...share, title: '兑换码双人', groupSize: 2, windowMinutes: 10, codeSource: 'imported', stock: 0 },
    { ...sold, title: '抢购', mode: 'alone', alonePriceFen: 100, stock: 6, limitPerBuyer: 3, refund: restocked },
  ];
}

const percent = (value: number) => ({ commission: { kind: 'percent', value } }) as const;
const fixed = (value: number) => ({ commission: { kind: 'fixed', value } }) as const;

/** Three steps; from the last one on the price falls by a fen that divides into nothing. */
const tiered = (...sizes: readonly [number, number, number]) =>
  ({
    mode: 'tiered',
    alonePriceFen: 9000,
    tiers: sizes.map((size, step) => ({ size, priceFen: 8000 - step * 999 })),
  }) as const;
