/** Words of the list of orders. */
export const orders = {
  emptyTitle: '还没有订单',
  emptyHint: '买到的券会出现在这里',
  tabs: [
    { value: '', label: '全部' },
    { value: 'pending_payment', label: '待付款' },
    { value: 'paid', label: '拼团中' },
    { value: 'issued', label: '已发券' },
    { value: 'refunding', label: '退款中' },
    { value: 'refunded', label: '已退款' },
  ],
  seatsMissing: (seats: number) => `还差${String(seats)}人`,
  beingPaid: '名额付款中',
  enough: '已够成团',
  filledSeats: (seats: number) => `商家补位 ${String(seats)} 席`,
  quantity: (units: number) => `${String(units)}份`,
  refunded: (sum: string) => `已退 ${sum}`,
} as const;
