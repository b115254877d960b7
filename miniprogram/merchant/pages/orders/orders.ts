import type { Input } from '../../../../typings/api';
import { call } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { fieldOf, open, type PageQuery } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { showMore } from '../../../services/show-more';
import { askedFor, everything, filterView, merchantOrderRow, numberIn, orderList } from '../../presenters/order-list';
import type { OrderFilter, OrderList } from '../../presenters/order-list';
import { orders as text } from '../../text/orders';

interface DealTitle {
  readonly dealId: string;
  readonly title: string;
}

type Picked = WechatMiniprogram.CustomEvent<{ readonly value: string }>;

/** The list, and what it was asked with: what the end of the list asks for is the rest of the same. */
type AskedList = OrderList & { readonly asked: Asked };
type Asked = Omit<Input<'listMerchantOrders'>, 'cursor'>;

const DEALS_MAX = 100;
const noTitles = (): readonly DealTitle[] => [];

/** The shop's orders: by state, deal and day, or one by its number. */
Page({
  ...shownPage,
  data: { text, view: initially<AskedList>(), filter: filterView(everything, []), typed: '', found: '', problem: '' },
  filter: everything,
  titles: noTitles(),
  /** The order that was looked at: when its page is left, its row is read again, and the list stays where it is. */
  opened: '',

  onLoad(query: PageQuery) {
    this.filter = { ...everything, dealId: fieldOf(query, 'dealId') };
  },

  onShow() {
    void (this.opened ? this.refresh(this.opened) : this.load());
  },

  onReachBottom() {
    void showMore(this, 'orders', (cursor) => this.ask((this.data.view as AskedList).asked, cursor));
  },

  load(): Promise<boolean> {
    const { found } = this.data;
    return show(this, async () => {
      const asking = found ? this.find(found) : this.ask(askedFor(this.filter));
      // Whoever sees the list can choose among the deals.
      const [list] = await Promise.all([asking, this.readTitles()]);
      return list.orders.length === 0 ? 'empty' : list;
    });
  },

  /** A page on which nothing is left of what was asked for is passed over. */
  async ask(asked: Asked, cursor?: string): Promise<AskedList> {
    const page = await call('listMerchantOrders', cursor === undefined ? asked : { ...asked, cursor });
    if (page.items.length > 0 || page.cursor === undefined) return { ...orderList(page, now()), asked };
    return this.ask(asked, page.cursor);
  },

  /** Orders and groups have numbers of one kind: it is an order's, or else a group's. */
  async find(number: string): Promise<AskedList> {
    const order = await this.ask({ orderId: number });
    return order.orders.length > 0 ? order : this.ask({ groupId: number });
  },

  async refresh(orderId: string) {
    try {
      const [order] = (await call('listMerchantOrders', { orderId })).items;
      // Another list may be shown by now.
      const { view } = this.data;
      const i = view.state === 'ready' ? view.orders.findIndex((row) => row.orderId === orderId) : -1;
      if (order && i >= 0) this.setData({ [`view.orders[${String(i)}]`]: merchantOrderRow(order, now()) });
    } catch {
      // The row shows what it did.
    }
  },

  async readTitles() {
    if (this.titles.length > 0) return;
    try {
      const { items } = await call('listMerchantDeals', { limit: DEALS_MAX });
      this.titles = items.map(({ dealId, title }) => ({ dealId, title }));
    } catch {
      // The list works without it; with the next one it is tried again.
    }
    this.setData({ filter: filterView(this.filter, this.titles) });
  },

  narrow(change: Partial<OrderFilter>, sought = { typed: '', found: '' }) {
    this.filter = { ...this.filter, ...change };
    this.setData({ filter: filterView(this.filter, this.titles), view: initially(), problem: '', ...sought });
    void this.load();
  },

  chooseTab({
    currentTarget: { dataset },
  }: WechatMiniprogram.TouchEvent<object, object, { value: OrderFilter['status'] }>) {
    this.narrow({ status: dataset.value });
  },

  chooseDeal({ detail }: Picked) {
    this.narrow({ dealId: this.titles[Number(detail.value) - 1]?.dealId ?? '' });
  },

  chooseDay({ detail }: Picked) {
    this.narrow({ day: detail.value });
  },

  widen() {
    this.narrow({ dealId: '', day: '' });
  },

  type({ detail }: Picked) {
    this.setData({ typed: detail.value, problem: '' });
  },

  search() {
    const { typed } = this.data;
    const found = numberIn(typed);
    if (found === undefined) this.setData({ problem: text.notANumber });
    else this.narrow(everything, { typed, found });
  },

  clearSearch() {
    this.narrow({});
  },

  openOrder({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.opened = dataset.id;
    open('merchantOrder', { orderId: dataset.id });
  },
});
