import { orderPage, type OrderPage } from '../../presenters/order-page';
import { duration } from '../../presenters/time';
import { attempt } from '../../services/attempt';
import { call, newRequestId } from '../../services/cloud';
import { now } from '../../services/clock';
import { startCountdown, stopCountdown } from '../../services/countdown';
import { fieldOf, open, pathOf, type PageQuery } from '../../services/links';
import { payAgain } from '../../services/payment';
import { initially, show, shownPage, stopShowing } from '../../services/show';
import { order as text } from '../../text/order';

/** What the page is doing: showing, letting vouchers be chosen for a refund, or waiting for an answer. */
type Doing = 'showing' | 'choosing' | 'working';

const showing = (): Doing => 'showing';
const nothing = (): readonly string[] => [];

/** A buyer's order. WeChat's order centre opens it by its number too. */
Page({
  ...shownPage,
  data: { text, view: initially<OrderPage>(), now: 0, doing: showing(), chosen: nothing(), closesBy: '' },
  orderId: '',
  isVisible: false,
  /** Kept for the retries of one refund request. */
  requestId: '',

  onLoad(query: PageQuery) {
    this.orderId = fieldOf(query, 'orderId');
  },

  onShow() {
    this.isVisible = true;
    void this.load();
  },

  onHide() {
    this.isVisible = false;
    stopCountdown(this);
  },

  onUnload() {
    stopCountdown(this);
    stopShowing(this);
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { view } = this.data;
    if (view.state !== 'ready') return { title: text.shareShop, path: pathOf('deals') };
    const path = view.groupId ? pathOf('group', { groupId: view.groupId }) : pathOf('deal', { dealId: view.dealId });
    return { title: text.shareTitle(view.title), path };
  },

  /** A hidden page is filled when it is shown again. */
  async load(): Promise<void> {
    if (!this.isVisible) return;
    await show(this, async () => orderPage(await call('getOrder', { orderId: this.orderId }), now()));
    const { view } = this.data;
    if (view.state === 'ready' && view.endsAt > now()) startCountdown(this, view.endsAt, () => void this.load());
    else stopCountdown(this);
  },

  async pay() {
    await this.work(async () => {
      const { kind } = await payAgain(this.orderId);
      if (kind === 'failed') void wx.showToast({ title: text.payFailed, icon: 'none' });
    });
  },

  async cancel() {
    const { confirm } = await wx.showModal(text.askCancel);
    if (!confirm) return;
    await this.work(async () => {
      const { status, closesBy } = await call('cancelOrder', { orderId: this.orderId });
      const isClosing = status === 'pending_payment' && closesBy !== undefined;
      this.setData({ closesBy: isClosing ? text.closesBy(duration(closesBy - now())) : '' });
    });
  },

  /** A refund of one voucher is asked for at once; of several the buyer chooses first. */
  async refund() {
    if (this.data.view.state !== 'ready') return;
    const chosen = this.data.view.vouchers.filter((voucher) => voucher.canRefund).map((voucher) => voucher.voucherId);
    this.setData({ chosen, doing: chosen.length > 1 ? 'choosing' : 'showing' });
    if (chosen.length === 1) await this.refundChosen();
  },

  choose(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ chosen: event.detail.value });
    this.requestId = '';
  },

  keep() {
    this.setData({ doing: 'showing' });
  },

  async refundChosen() {
    const voucherIds = this.data.chosen;
    const { confirm } = await wx.showModal(text.askRefund(voucherIds.length));
    if (!confirm) return;
    this.requestId ||= newRequestId();
    const { orderId, requestId } = this;
    await this.work(async () => {
      await call('requestRefund', { requestId, orderId, voucherIds });
      this.requestId = '';
      void wx.showToast({ title: text.refundAsked, icon: 'success' });
    });
  },

  /** One thing at a time; afterwards the page shows what is true then. */
  async work(act: () => Promise<void>) {
    if (this.data.doing === 'working') return;
    this.setData({ doing: 'working' });
    await attempt(act);
    this.setData({ doing: 'showing' });
    await this.load();
  },

  openVoucher(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('voucher', { voucherId: event.currentTarget.dataset.id });
  },

  openGroup() {
    if (this.data.view.state === 'ready') open('group', { groupId: this.data.view.groupId });
  },

  openDeal() {
    if (this.data.view.state === 'ready') open('deal', { dealId: this.data.view.dealId });
  },
});
