type About = Readonly<Record<string, string | number>>;

/** An entry of the inbox in words, by its kind. */
export const messages: Readonly<Record<string, (about: About, sum: string) => { title: string; body: string }>> = {
  group_formed: ({ title }) => ({ title: '已成团，券已到手', body: String(title) }),
  group_failed: ({ title }) => ({ title: '未成团，正在全额退款', body: String(title) }),
  refunded: ({ title }, sum) => ({ title: `退款到账 ${sum}`, body: String(title) }),
  redeemed: ({ title, storeName, uses }) => ({
    title: `券已在${String(storeName)}使用 ${String(uses)} 次`,
    body: String(title),
  }),
  typing_locked: ({ clerkName, storeName }) =>
    clerkName === undefined
      ? { title: `${String(storeName)}今天输错券码太多次`, body: '今天不能再输入券码，扫码不受影响' }
      : { title: '有核销员多次输错券码', body: '已暂停输入券码，扫码不受影响' },
  codes_running_low: ({ title, left }) => ({
    title: typeof left === 'number' ? `券码只剩 ${String(left)} 个` : '券码快用完了',
    body: `${String(title)}，请导入新的券码`,
  }),
  refund_waiting_for_funds: () => ({ title: '退款在等待账户余额', body: '请为微信支付商户号充值，会自动重试' }),
  refund_abnormal: () => ({ title: '有一笔退款需要人工处理', body: '请在订单里查看' }),
};

/** What is said of a kind that this version does not know. */
export const unknownMessage = { title: '新消息', body: '请更新小程序后查看' } as const;
