import type { StoreRow } from '../../../../typings/staff';
import { attempt } from '../../../services/attempt';
import { call, newRequestId } from '../../../services/cloud';
import { initially, show, shownPage } from '../../../services/show';
import { showMore } from '../../../services/show-more';
import { noProblems, storeForm, storeInput, type StoreForm } from '../../presenters/store-form';
import { stores as text } from '../../text/stores';

/** A sheet over the list: nothing, a store being written, or its mini-program code. */
type Sheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'form' }
  | { readonly kind: 'code'; readonly url: string; readonly path: string };

interface StoresPage {
  readonly stores: readonly (StoreRow & { readonly partner: string })[];
  readonly cursor: string;
}

const none = (): Sheet => ({ kind: 'none' });

/** The stores of a merchant: where vouchers are redeemed. */
Page({
  ...shownPage,
  data: { text, view: initially<StoresPage>(), sheet: none(), form: storeForm(), problems: noProblems, busy: false },
  /** Kept for the retries of one form. */
  requestId: '',

  onLoad() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'stores', (cursor) => this.ask(cursor));
  },

  load(): Promise<void> {
    return show(this, async () => {
      const page = await this.ask();
      return page.stores.length === 0 ? 'empty' : page;
    });
  },

  async ask(from?: string): Promise<StoresPage> {
    const { items, cursor = '' } = await call('listStores', from ? { cursor: from } : {});
    const partner = ({ partnerPercent }: StoreRow) => (partnerPercent ? text.partnerShown(partnerPercent) : '');
    return { stores: items.map((store) => ({ ...store, partner: partner(store) })), cursor };
  },

  add() {
    this.edit(storeForm());
  },

  editStore(event: WechatMiniprogram.TouchEvent<object, object, { i: number }>) {
    if (this.data.view.state === 'ready') this.edit(storeForm(this.data.view.stores[event.currentTarget.dataset.i]));
  },

  edit(form: StoreForm) {
    this.requestId = newRequestId();
    this.setData({ form, problems: noProblems, sheet: { kind: 'form' } });
  },

  type(event: WechatMiniprogram.Input<{ field: keyof StoreForm }>) {
    const { field } = event.currentTarget.dataset;
    this.setData({ [`form.${field}`]: event.detail.value, [`problems.${field}`]: '' });
    this.requestId = newRequestId();
  },

  async save() {
    const { form, busy } = this.data;
    const read = storeInput(form);
    if ('problems' in read) this.setData({ problems: read.problems });
    if ('problems' in read || busy) return;
    this.setData({ busy: true });
    const place = form.storeId ? { storeId: form.storeId } : {};
    const isSaved = await attempt(() => call('saveStore', { requestId: this.requestId, ...place, store: read.store }));
    this.setData({ busy: false });
    if (!isSaved) return;
    this.close();
    void wx.showToast({ title: text.saved, icon: 'success' });
    await this.load();
  },

  async showCode(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = event.currentTarget.dataset;
    await attempt(async () => {
      const { url, path } = await call('getShareCode', { storeId: id });
      this.setData({ sheet: { kind: 'code', url, path } });
    });
  },

  copyPath() {
    if (this.data.sheet.kind === 'code') void wx.setClipboardData({ data: this.data.sheet.path });
  },

  close() {
    this.setData({ sheet: none() });
  },
});
