/** Words of the steps of a tiered price. */
export const tiers = {
  title: '阶梯价',
  how: '先付第一档的价格；结束时按最终人数定价，差价原路退回，同时发券。',
  people: (people: number) => `满 ${String(people)} 人`,
  paidFirst: '参团时先付这个价',
  back: (sum: string) => `结束后每份退 ${sum}`,
  backFinally: (sum: string) => `每份退 ${sum}`,
  marks: {
    now: '现价',
    final: '成团价',
    ahead: (people: number) => `还差 ${String(people)} 人`,
  },
} as const;
