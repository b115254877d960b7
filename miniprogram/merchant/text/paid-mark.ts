/** Words of a refund that the merchant paid by hand. */
export const paidMark = {
  title: '标记已线下退款',
  hint: (sum: string) => `请先用其他方式把 ${sum} 退给顾客，再在这里标记。标记后不能撤回，顾客会看到凭据。`,
  label: '凭据',
  referenceHint: '转账单号、收据编号，或怎么退的',
  missing: '请填写怎么退的',
  button: '已退给顾客',
  done: '已标记',
  again: '再试一次',
  unanswered: { what: '上次没有收到结果', todo: '可能已经标记。再试一次不会重复。' },
  notAbnormal: '这笔退款刚刚有变化，不用再标记',
} as const;
