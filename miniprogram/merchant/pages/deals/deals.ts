import type { MerchantDeal } from '../../../../typings/deal';
import { explain } from '../../../presenters/failure';
import { call, isCertain, Refusal } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { open, pathOf } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { problemsInWords, problemsOf } from '../../presenters/deal-problems';
import { codeStock, type CodeStock } from '../../presenters/few-codes';
import { dealTabs, managedDeal, managedDeals, shelfQuestion } from '../../presenters/managed-deals';
import type { DealTab, ManagedDeal } from '../../presenters/managed-deals';
import { deals as text } from '../../text/deals';

/** As many rows more fill a screen; with fewer the next page is read at once. */
const ROWS_WANTED = 10;

interface DealsPage {
  readonly deals: readonly ManagedDeal[];
}

/** The deals that were read, and where the next ones are; empty: these are all. */
interface Reached {
  readonly read: readonly MerchantDeal[];
  readonly cursor: string;
}

/** What lies over the list. */
type Sheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'stock'; readonly deal: MerchantDeal }
  | { readonly kind: 'import'; readonly codes: CodeStock }
  | { readonly kind: 'code'; readonly dealId: string; readonly title: string };

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

const noSheet = (): Sheet => ({ kind: 'none' });
const noDeals = (): readonly MerchantDeal[] => [];
const firstTab = (): DealTab => 'all';

/** Everything that the shop has written to sell, and what is done with it. */
Page({
  ...shownPage,
  data: { text, view: initially<DealsPage>(), tabs: dealTabs(firstTab()), sheet: noSheet(), busyId: '' },
  tab: firstTab(),
  /** All that was read, whatever the tab shows. */
  read: noDeals(),
  cursor: '',

  onShow() {
    void this.load();
  },

  onReachBottom() {
    if (this.cursor) void this.fill(this.read, this.cursor);
  },

  onShareAppMessage(option): WechatMiniprogram.Page.ICustomShareContent {
    const { dataset } = (option.target ?? {}) as { readonly dataset?: { readonly id?: string } };
    const deal = this.read.find(({ dealId }) => dealId === dataset?.id);
    if (!deal) return { title: text.shareShop, path: pathOf('deals') };
    const row = managedDeal(deal, now());
    return { title: text.share(row.title, row.price), path: pathOf('deal', { dealId: row.dealId }) };
  },

  load(): Promise<void> {
    return this.fill([], '');
  },

  /** Reads on from there; only what is shown counts as read. */
  async fill(from: readonly MerchantDeal[], cursor: string) {
    let reached: Reached = { read: from, cursor };
    const isShown = await show(this, async () => {
      reached = await this.readOn(from, cursor, this.rows());
      return reached.read.length === 0 ? 'empty' : { deals: managedDeals(reached.read, this.tab, now()) };
    });
    if (!isShown) return;
    this.read = reached.read;
    this.cursor = reached.cursor;
  },

  /** How many rows the tab has. */
  rows(): number {
    return managedDeals(this.read, this.tab, now()).length;
  },

  /** Reads on until the tab has as many rows and a few more, or everything was read. */
  async readOn(from: readonly MerchantDeal[], cursor: string, rows: number): Promise<Reached> {
    const wanted = rows + ROWS_WANTED;
    let read = from;
    let next = cursor;
    do {
      const page = await call('listMerchantDeals', next ? { cursor: next } : {});
      read = [...read, ...page.items];
      next = page.cursor ?? '';
    } while (next && managedDeals(read, this.tab, now()).length < wanted);
    return { read, cursor: next };
  },

  choose({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { value: DealTab }>) {
    this.tab = dataset.value;
    this.setData({ tabs: dealTabs(this.tab) });
    const deals = managedDeals(this.read, this.tab, now());
    if (this.data.view.state === 'ready') this.setData({ 'view.deals': deals });
    if (this.cursor && deals.length < ROWS_WANTED) void this.fill(this.read, this.cursor);
  },

  create() {
    open('merchantDeal');
  },

  edit({ currentTarget: { dataset } }: Tap) {
    open('merchantDeal', { dealId: dataset.id });
  },

  openOrders({ currentTarget: { dataset } }: Tap) {
    open('merchantOrders', { dealId: dataset.id });
  },

  openStock({ currentTarget: { dataset } }: Tap) {
    const deal = this.read.find(({ dealId }) => dealId === dataset.id);
    if (!deal) return;
    const isImported = deal.deal.codeSource === 'imported';
    this.setData({ sheet: isImported ? { kind: 'import', codes: codeStock(deal) } : { kind: 'stock', deal } });
  },

  openCode({ currentTarget: { dataset } }: Tap) {
    const deal = this.read.find(({ dealId }) => dealId === dataset.id);
    if (deal) this.setData({ sheet: { kind: 'code', dealId: deal.dealId, title: deal.title } });
  },

  closeSheet() {
    this.setData({ sheet: noSheet() });
  },

  stocked({ detail }: WechatMiniprogram.CustomEvent<{ dealId: string; stock: number }>) {
    this.closeSheet();
    this.replace(detail.dealId, { stock: detail.stock });
  },

  /** Puts a deal on the shelf or takes it off, after saying what that means. */
  async moveShelf({ currentTarget: { dataset } }: Tap) {
    const row = this.row(dataset.id);
    if (!row || this.data.busyId !== '') return;
    const { confirm } = await wx.showModal(shelfQuestion(row));
    if (!confirm) return;
    this.setData({ busyId: dataset.id });
    try {
      const { status } = await call(row.isOnShelf ? 'unpublishDeal' : 'publishDeal', { dealId: dataset.id });
      this.replace(dataset.id, { status });
      void wx.showToast({ title: row.isOnShelf ? text.unpublished : text.published, icon: 'success' });
    } catch (error) {
      await this.tellRefusal(dataset.id, error);
    } finally {
      this.setData({ busyId: '' });
    }
  },

  row(id: string) {
    return this.data.view.state === 'ready' ? this.data.view.deals.find(({ dealId }) => dealId === id) : undefined;
  },

  replace(id: string, change: Partial<MerchantDeal>) {
    this.read = this.read.map((deal) => (deal.dealId === id ? { ...deal, ...change } : deal));
    if (this.data.view.state !== 'ready') return;
    const i = this.data.view.deals.findIndex(({ dealId }) => dealId === id);
    const deal = this.read.find(({ dealId }) => dealId === id);
    if (i >= 0 && deal) this.setData({ [`view.deals[${String(i)}]`]: managedDeal(deal, now()) });
  },

  /** A deal that is not fit to be sold is opened where it can be repaired. Without an answer the list is asked. */
  async tellRefusal(dealId: string, error: unknown) {
    if (!isCertain(error)) void this.load();
    const { what, todo } = explain(error, now());
    const problems = error instanceof Refusal ? problemsInWords(problemsOf(error.detail)) : '';
    const { confirm } = await wx.showModal({
      ...{ title: what, content: problems || todo, showCancel: problems !== '' },
      confirmText: problems ? text.fix : text.understood,
    });
    if (confirm && problems) open('merchantDeal', { dealId });
  },
});
