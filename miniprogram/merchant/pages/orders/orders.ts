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

const DEALS_MAX = 100;
const noTitles = (): readonly DealTitle[] => [];

/** The shop's orders: by state, deal and day, or one by its number. */
Page({
  ...shownPage,
  data: { text, view: initially<OrderList>(), filter: filterView(everything, []), typed: '', found: '', problem: '' },
  filter: everything,
  asked: askedFor(everything),
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
    void showMore(this, 'orders', (cursor) => this.ask({ ...this.asked, cursor }));
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
  async ask(asked: Input<'listMerchantOrders'>): Promise<OrderList> {
    this.asked = asked;
    const page = await call('listMerchantOrders', asked);
    if (page.items.length > 0 || page.cursor === undefined) return orderList(page, now());
    return this.ask({ ...asked, cursor: page.cursor });
  },

  /** Orders and groups have numbers of one kind: it is an order's, or else a group's. */
  async find(number: string): Promise<OrderList> {
    const order = await this.ask({ orderId: number });
    return order.orders.length > 0 ? order : this.ask({ groupId: number });
  },

  async refresh(orderId: string) {
    const { view } = this.data;
    const i = view.state === 'ready' ? view.orders.findIndex((order) => order.orderId === orderId) : -1;
    try {
      const [order] = (await call('listMerchantOrders', { orderId })).items;
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

  narrow(change: Partial<OrderFilter>) {
    this.filter = { ...this.filter, ...change };
    this.setData({
      filter: filterView(this.filter, this.titles),
      view: initially(),
      typed: '',
      found: '',
      problem: '',
    });
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
    const number = numberIn(this.data.typed);
    if (number === undefined) {
      this.setData({ problem: text.notANumber });
      return;
    }
    this.filter = everything;
    this.setData({ found: number, view: initially(), filter: filterView(everything, this.titles) });
    void this.load();
  },

  clearSearch() {
    this.narrow({});
  },

  openOrder({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    this.opened = dataset.id;
    open('merchantOrder', { orderId: dataset.id });
  },
});
