import type { VoucherStatus } from '../../typings/order';

/** Words of a voucher's page. */
export const voucher = {
  hint: '请店员扫码，二维码每 30 秒更新，截图无效',
  code: '券码',
  codeHint: '扫不出来时，请把券码报给店员',
  copied: '券码已复制',
  validThrough: (day: string) => `有效期至 ${day}`,
  usesLeft: (left: number, of: number) => `剩 ${String(left)}/${String(of)} 次`,
  dead: '二维码已过期',
  deadHint: '连上网络后会自动更新，也可以把券码报给店员',
  faces: {
    valid: { title: '', hint: '' },
    used: { title: '已使用', hint: '这张券已经用完' },
    expired: { title: '已过期', hint: '过期退款以订单里的说明为准' },
    refunding: { title: '退款中', hint: '退款期间不能使用' },
    refunded: { title: '已退款', hint: '款项已原路退回' },
  } satisfies Record<VoucherStatus, { title: string; hint: string }>,
  history: '使用记录',
  used: (uses: number) => `使用 ${String(uses)} 次`,
  undone: '已撤销',
  notOn: (days: string) => `${days}不可用`,
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  settlement: (word: string) => `商家${word}`,
  order: '查看订单',
} as const;
