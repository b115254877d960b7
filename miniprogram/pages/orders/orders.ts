import type { OrderStatus } from '../../../typings/order';
import { orderRow, type OrderRow } from '../../presenters/order-state';
import { call } from '../../services/cloud';
import { now } from '../../services/clock';
import { open } from '../../services/links';
import { initially, show, shownPage } from '../../services/show';
import { showMore } from '../../services/show-more';
import { orders as text } from '../../text/orders';

interface OrdersPage {
  readonly orders: readonly OrderRow[];
  readonly cursor?: string;
}

/** A buyer's orders, newest first, all or those in one state. */
Page({
  ...shownPage,
  data: { text, view: initially<OrdersPage>(), status: '' },

  onShow() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'orders', (cursor) => this.ask(cursor));
  },

  async load(): Promise<void> {
    await show(this, async () => {
      const page = await this.ask();
      return page.orders.length === 0 ? 'empty' : page;
    });
  },

  async ask(cursor?: string): Promise<OrdersPage> {
    const status = this.data.status as OrderStatus | '';
    const page = await call('listOrders', { ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) });
    const orders = page.items.map((order) => orderRow(order, now()));
    return { orders, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
  },

  choose(event: WechatMiniprogram.TouchEvent<object, object, { value: string }>) {
    this.setData({ status: event.currentTarget.dataset.value, view: { state: 'loading' } });
    void this.load();
  },

  openOrder(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('order', { orderId: event.currentTarget.dataset.id });
  },
});
