import { orderPage, type OrderPage } from '../../presenters/order-page';
import { refundAsked, type RefundAsked } from '../../presenters/order-refund';
import { asUnconfirmed } from '../../presenters/order-situation';
import { sumOf } from '../../presenters/order-vouchers';
import { attempt } from '../../services/attempt';
import { call, isCertain, newRequestId } from '../../services/cloud';
import { now } from '../../services/clock';
import { follow, stopFollowing } from '../../services/following';
import { fieldOf, open, pathOf, type PageQuery } from '../../services/links';
import { confirmPaid, payAgain } from '../../services/payment';
import { initially, show, shownPage, stopShowing } from '../../services/show';
import { order as text } from '../../text/order';

/** What the page is doing: showing, letting vouchers be chosen for a refund, or waiting for an answer. */
type Doing = 'showing' | 'choosing' | 'working';

const showing = (): Doing => 'showing';
const nothing = (): readonly string[] => [];

/** A buyer's order. WeChat's order centre opens it by its number too. */
Page({
  ...shownPage,
  data: { text, view: initially<OrderPage>(), now: 0, doing: showing(), chosen: nothing(), chosenSum: '' },
  orderId: '',
  isVisible: false,
  /** WeChat may have taken the payment, and the server has not heard of it. */
  isUnconfirmed: false,
  /** A refund whose answer is missing. */
  unanswered: undefined as RefundAsked | undefined,

  onLoad(query: PageQuery) {
    this.orderId = fieldOf(query, 'orderId');
  },

  onShow() {
    this.isVisible = true;
    void this.load();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
    stopShowing(this);
  },

  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { view } = this.data;
    if (view.state !== 'ready') return { title: text.shareShop, path: pathOf('deals') };
    const { sharedGroupId: groupId, dealId, title } = view;
    return { title: text.shareTitle(title), path: groupId ? pathOf('group', { groupId }) : pathOf('deal', { dealId }) };
  },

  /** A hidden page is filled when it is shown again. */
  async load(): Promise<void> {
    if (!this.isVisible) return;
    await show(this, () => this.read());
    this.follow();
  },

  /** The page may have been hidden meanwhile, or filled by another answer. */
  follow() {
    const { view } = this.data;
    stopFollowing(this);
    if (!this.isVisible || view.state !== 'ready') return;
    follow(this, { endsAt: view.endsAt, isChanging: view.isChanging });
  },

  async read(): Promise<OrderPage> {
    const page = orderPage(await call('getOrder', { orderId: this.orderId }), now());
    return this.isUnconfirmed ? asUnconfirmed(page) : page;
  },

  /** Nothing changes on a page that nobody looks at. */
  rest() {
    this.isVisible = false;
    stopFollowing(this);
  },

  async pay() {
    await this.work(async () => {
      const { kind } = await payAgain(this.orderId);
      if (kind !== 'unconfirmed') return;
      this.isUnconfirmed = true;
      const { view } = this.data;
      if (view.state === 'ready') await show(this, () => Promise.resolve(asUnconfirmed({ ...view })));
    });
  },

  async confirm() {
    await this.work(() => confirmPaid(this.orderId));
  },

  async cancel() {
    const { confirm } = await wx.showModal(text.askCancel);
    if (!confirm) return;
    await this.work(() => call('cancelOrder', { orderId: this.orderId }));
  },

  /** A refund of one voucher is asked for at once; of several the buyer chooses first, with them before his eyes. */
  async refund() {
    if (this.data.view.state !== 'ready' || this.data.doing !== 'showing') return;
    const chosen = this.data.view.vouchers.filter((voucher) => voucher.canRefund).map((voucher) => voucher.voucherId);
    this.chooseVouchers(chosen);
    this.setData({ doing: chosen.length > 1 ? 'choosing' : 'showing' });
    if (chosen.length === 1) await this.refundChosen();
    else if (chosen.length > 1) void wx.pageScrollTo({ selector: '#vouchers', offsetTop: -12, duration: 0 });
  },

  choose(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.chooseVouchers(event.detail.value);
  },

  chooseVouchers(chosen: readonly string[]) {
    const { view } = this.data;
    if (view.state === 'ready') this.setData({ chosen, chosenSum: sumOf(view, chosen) });
  },

  keep() {
    this.setData({ doing: 'showing' });
  },

  async refundChosen() {
    const voucherIds = this.data.chosen;
    const { confirm } = await wx.showModal(text.askRefund(voucherIds.length, this.data.chosenSum));
    if (!confirm) return;
    await this.work(() => this.askRefund(refundAsked(this.orderId, voucherIds, this.unanswered, newRequestId)));
  },

  async askRefund(asked: RefundAsked) {
    this.unanswered = asked;
    try {
      await call('requestRefund', asked);
    } catch (error) {
      if (isCertain(error)) this.unanswered = undefined;
      throw error;
    }
    this.unanswered = undefined;
    void wx.showToast({ title: text.refundAsked, icon: 'success' });
  },

  /** One thing at a time; afterwards the page shows what is true then. */
  async work(act: () => Promise<unknown>) {
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
