import type { DealMode } from '../../typings/deal';

/** Words of the home page. */
export const deals = {
  emptyTitle: '还没有上架的优惠',
  emptyHint: '商家正在准备，稍后再来看看',
  shareTitle: '到店优惠，和朋友一起拼更划算',
  alone: '单买',
  lowest: '最低',
  soldOut: '已售罄',
  onlyLeft: (units: number) => `仅剩 ${String(units)} 份`,
} as const;

/** What a group mode is called. */
export const modeLabels: Readonly<Record<DealMode, (size: number) => string>> = {
  alone: () => '单独购买',
  share: (size) => `${String(size)}人团`,
  tiered: () => '阶梯团',
  commission: (size) => `${String(size)}人佣金团`,
};
