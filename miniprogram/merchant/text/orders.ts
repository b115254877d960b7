/** Words of the merchant's list of orders. */
export const orders = {
  emptyTitle: '没有订单',
  emptyHint: '换一个条件再看看',
  tabs: [
    { value: 'all', label: '全部' },
    { value: 'pending_payment', label: '待付款' },
    { value: 'paid', label: '拼团中' },
    { value: 'issued', label: '已发券' },
    { value: 'refunding', label: '退款中' },
    { value: 'refunded', label: '已退款' },
    { value: 'closed', label: '已关闭' },
  ],
  searchHint: '订单号或团编号',
  search: '查找',
  notANumber: '编号是 20 位数字和字母，请核对后再查',
  foundHint: '查找编号',
  clear: '清除',
  allDeals: '全部优惠',
  allDays: '全部日期',
  columns: {
    ...{ deal: '优惠', state: '状态', when: '下单时间', buyer: '顾客' },
    ...{ quantity: '份数', amount: '金额', refunded: '退款' },
  },
} as const;
