import { useToTell, voucherPage, type UseShown, type VoucherPage } from '../../presenters/voucher-page';
import { call } from '../../services/cloud';
import { now } from '../../services/clock';
import { fieldOf, open, type PageQuery } from '../../services/links';
import { startPolling, stopPolling } from '../../services/polling';
import { brighten, restoreScreen } from '../../services/screen';
import { initially, show, stopShowing } from '../../services/show';
import { voucher as text } from '../../text/voucher';

const nothingTold = (): UseShown | undefined => undefined;
const noTimer = (): ReturnType<typeof setTimeout> | undefined => undefined;

/** A voucher at the counter: the QR code that changes, the code to say, and by itself what became of it. */
Page({
  data: { text, view: initially<VoucherPage>(), isDead: false, justRedeemed: '' },
  voucherId: '',
  isVisible: false,
  /** The use that is told at the top. */
  told: nothingTold(),
  /** Runs when the code shown is out of date. */
  ending: noTimer(),

  onLoad(query: PageQuery) {
    this.voucherId = fieldOf(query, 'voucherId');
  },

  onShow() {
    this.isVisible = true;
    void brighten();
    this.watchCode();
    void this.load();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
    stopShowing(this);
  },

  /** Asks at once, and often from now on. A hidden page does so when it is shown again. */
  async load(): Promise<void> {
    if (!this.isVisible) return;
    startPolling(this, () => this.refresh());
    await this.refresh();
  },

  async refresh() {
    const before = this.data.view;
    const isShown = await show(this, async () => {
      return voucherPage(await call('getVoucher', { voucherId: this.voucherId }), now());
    });
    if (!this.isVisible) return;
    const after = this.data.view;
    if (after.state === 'failed') stopPolling(this);
    if (!isShown || after.state !== 'ready') return;
    this.watchCode();
    if (before.state === 'ready') this.tell(useToTell(before, after, this.told));
  },

  /** A code that runs out says so by itself, whatever keeps the next one from coming. */
  watchCode() {
    if (this.ending !== undefined) clearTimeout(this.ending);
    const { view } = this.data;
    if (view.state !== 'ready' || view.qrText === '') return;
    const leftMs = view.qrEndsAt - now();
    if (leftMs > 0) this.ending = setTimeout(() => this.watchCode(), leftMs);
    const isDead = leftMs <= 0;
    if (isDead !== this.data.isDead) this.setData({ isDead });
  },

  tell(use: UseShown | undefined) {
    const isNew = use !== undefined && use.key !== this.told?.key;
    this.told = use;
    const justRedeemed = use?.what ?? '';
    if (justRedeemed !== this.data.justRedeemed) this.setData({ justRedeemed });
    if (isNew) void wx.vibrateLong();
  },

  rest() {
    this.isVisible = false;
    if (this.ending !== undefined) clearTimeout(this.ending);
    stopPolling(this);
    restoreScreen();
  },

  copyCode() {
    if (this.data.view.state === 'ready') void wx.setClipboardData({ data: this.data.view.code.replace(/ /g, '') });
  },

  openOrder() {
    if (this.data.view.state === 'ready') open('order', { orderId: this.data.view.orderId });
  },
});
