import type { StoreInput, StoreRow } from '../../../../typings/staff';
import { attempt } from '../../../services/attempt';
import { call } from '../../../services/cloud';
import { initially, show, shownPage } from '../../../services/show';
import { showMore } from '../../../services/show-more';
import { noProblems, storeForm, storeInput, type StoreForm } from '../../presenters/store-form';
import { saveStoreOnce, type PendingStore } from '../../services/save-store';
import { stores as text } from '../../text/stores';

/** A sheet over the list: nothing, a store being written (`isUnanswered`: saved in vain before), or its code. */
type Sheet =
  | { readonly kind: 'none' }
  | { readonly kind: 'form'; readonly isUnanswered: boolean }
  | { readonly kind: 'code'; readonly url: string; readonly path: string };

interface StoresPage {
  readonly stores: readonly (StoreRow & { readonly partner: string })[];
  readonly cursor: string;
}

/** Saves whose answers did not come, by store (empty: a new one). They outlive the page: none is made twice. */
const unanswered = new Map<string, { readonly request: PendingStore; readonly form: StoreForm }>();
const none = (): Sheet => ({ kind: 'none' });
const nothingPending = (): PendingStore => undefined;

/** The stores of a merchant: where vouchers are redeemed. */
Page({
  ...shownPage,
  data: { text, view: initially<StoresPage>(), sheet: none(), form: storeForm(), problems: noProblems, busy: false },
  /** The save of the form on the sheet whose answer did not come. */
  pending: nothingPending(),
  /** The store whose code is to be shown as soon as it has come; empty: something else was opened. */
  awaited: '',

  onLoad() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'stores', (cursor) => this.ask(cursor));
  },

  load(): Promise<boolean> {
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
    this.awaited = '';
    const before = unanswered.get(form.storeId);
    this.pending = before?.request;
    const sheet: Sheet = { kind: 'form', isUnanswered: before !== undefined };
    this.setData({ form: before?.form ?? form, problems: noProblems, sheet });
  },

  type(event: WechatMiniprogram.Input<{ field: keyof StoreForm }>) {
    const { field } = event.currentTarget.dataset;
    this.setData({ [`form.${field}`]: event.detail.value, [`problems.${field}`]: '' });
  },

  async save() {
    const { form, busy } = this.data;
    const read = storeInput(form);
    if ('problems' in read) this.setData({ problems: read.problems });
    if ('problems' in read || busy) return;
    this.setData({ busy: true });
    const isSaved = await attempt(() => this.write({ ...form }, read.store));
    this.setData({ busy: false });
    if (!isSaved) return;
    this.close();
    void wx.showToast({ title: text.saved, icon: 'success' });
    await this.load();
  },

  async write(form: StoreForm, store: StoreInput) {
    await saveStoreOnce(form.storeId, store, this.pending, (request) => {
      this.pending = request;
      if (request) unanswered.set(form.storeId, { request, form });
      else unanswered.delete(form.storeId);
    });
  },

  async showCode(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const { id } = event.currentTarget.dataset;
    this.awaited = id;
    await attempt(async () => {
      const { url, path } = await call('getShareCode', { storeId: id });
      if (this.awaited === id) this.setData({ sheet: { kind: 'code', url, path } });
    });
  },

  copyPath() {
    if (this.data.sheet.kind === 'code') void wx.setClipboardData({ data: this.data.sheet.path });
  },

  close() {
    if (!this.data.busy) this.setData({ sheet: none() });
  },
});
