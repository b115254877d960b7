/** Words of the page of figures. */
export const figures = {
  ranges: [
    { days: 7, label: '近 7 天' },
    { days: 30, label: '近 30 天' },
    { days: 90, label: '近 90 天' },
  ],
  emptyTitle: '这段时间还没有数据',
  emptyHint: '有人付款后，这里会画出每天的变化',
  charts: {
    sold: '每天卖出（元）',
    groups: '成团与未成团（个）',
    redeemed: '每天核销（次）',
    settled: '每天入账（元）',
  },
  series: { sold: '卖出', formed: '已成团', failed: '未成团', redeemed: '核销', settled: '入账', refunded: '退款冲减' },
  totals: { sold: '卖出', formed: '成团率', redeemed: '核销', settled: '入账' },
  soldTotal: (units: number, sum: string) => `${String(units)} 份 · ${sum}`,
  rate: (percent: number, formed: number, failed: number) =>
    `${String(percent)}%（成 ${String(formed)} · 未成 ${String(failed)}）`,
  noGroups: '没有结束的团',
  uses: (uses: number) => `${String(uses)} 次`,
  deals: '卖得最好的优惠',
} as const;
