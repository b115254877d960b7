import { newRedemption, voucherPage, type VoucherPage } from '../../presenters/voucher-page';
import { call } from '../../services/cloud';
import { now } from '../../services/clock';
import { fieldOf, open, type PageQuery } from '../../services/links';
import { startPolling, stopPolling } from '../../services/polling';
import { brighten, restoreScreen } from '../../services/screen';
import { initially, show, stopShowing } from '../../services/show';
import { voucher as text } from '../../text/voucher';

/** A voucher at the counter: the QR code that changes, the code to say, and by itself what became of it. */
Page({
  data: { text, view: initially<VoucherPage>(), isDead: false, justRedeemed: '' },
  voucherId: '',
  isVisible: false,

  onLoad(query: PageQuery) {
    this.voucherId = fieldOf(query, 'voucherId');
  },

  onShow() {
    this.isVisible = true;
    void brighten();
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
    await show(this, async () => voucherPage(await call('getVoucher', { voucherId: this.voucherId }), now()));
    const after = this.data.view;
    if (after.state === 'failed') stopPolling(this);
    if (after.state !== 'ready') return;
    const isDead = after.qrText !== '' && now() >= after.qrEndsAt;
    if (isDead !== this.data.isDead) this.setData({ isDead });
    const redeemed = before.state === 'ready' ? newRedemption(before, after) : undefined;
    if (redeemed !== undefined) this.tellRedeemed(redeemed);
  },

  tellRedeemed(justRedeemed: string) {
    this.setData({ justRedeemed });
    void wx.vibrateLong();
  },

  rest() {
    this.isVisible = false;
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
