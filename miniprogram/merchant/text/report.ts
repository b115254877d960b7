import type { StatementLine } from '../../../typings/report';

/** Words of the statement. */
export const report = {
  from: '从',
  to: '到',
  allStores: '全部门店',
  store: '门店',
  parts: {
    openingFen: '期初已入账',
    settledFen: '＋ 结算入账',
    refundedFen: '− 已入账后退款',
    commissionFen: '− 佣金',
    partnerFen: '− 合作门店分成',
    feeFen: '− 微信手续费',
    closingFen: '期末已入账',
  },
  kinds: {
    settled: '入账',
    refunded: '退款冲减',
    commission: '佣金',
    partner: '门店分成',
    fee: '手续费',
  } satisfies Record<StatementLine['kind'], string>,
  lines: '明细',
  noLines: '这段时间没有结算',
  more: '显示更多',
  exportOrders: '导出订单明细（Excel）',
  exported: (rows: number) => `已导出 ${String(rows)} 行`,
  wrongDays: { what: '日期不对', todo: '开始日期不能晚于结束日期', canRetry: false },
  order: (orderId: string) => `订单 ${orderId}`,
} as const;
