/** How a buyer's money comes back, as every page says it before payment. */
export const refundTerms = {
  unformed: {
    label: '未成团自动全额退款',
    line: '到时间人数不够，所有人的付款自动原路全额退回，不用申请。拼团进行中不能退款。',
  },
  tiered: {
    label: '差价自动退',
    line: '成团时按达到的一档定价，差价自动原路退回。之后退券按成团价，次卡的每一次也按成团价重新算。',
  },
  anytime: { label: '随时退', line: '有效期内没用完的券，随时可以在订单里申请退款，原路退回。' },
  notAnytime: { label: '不支持随时退', line: '得到券后不能自行退款。到店用不了时，请联系商家退款。' },
  onExpiry: { label: '过期自动退', line: '到期还没用完的券，自动原路退回，不用申请。' },
  notOnExpiry: { label: '过期不退', line: '券过了有效期不能使用，也不退款，请在有效期内到店。' },
  sheetTitle: '退款说明',
  usesTitle: '用过几次后退多少（每张券）',
  usesShort: '用过的次数不退，没用过的次数按价格平均退。',
  afterUses: (uses: number) => (uses === 0 ? '没用过' : `用过 ${String(uses)} 次`),
  nothingBack: '不退',
  understood: '知道了',
} as const;
