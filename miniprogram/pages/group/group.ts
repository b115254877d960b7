import { explain } from '../../presenters/failure';
import { groupPage, type GroupPage } from '../../presenters/group-page';
import { now } from '../../services/clock';
import { call } from '../../services/cloud';
import { startCountdown, stopCountdown } from '../../services/countdown';
import { fieldOf, open, pathOf, type PageQuery } from '../../services/links';
import { payAgain } from '../../services/payment';
import { liveShareCard } from '../../services/share';
import { initially, show, shownPage, stopShowing } from '../../services/show';
import { group as text } from '../../text/group';

const REFRESH_MS = 10_000;

/**
 * A group: where a shared card leads. One call fills it; while it is open and looked at, it follows what happens in it.
 */
Page({
  ...shownPage,
  data: { text, view: initially<GroupPage>(), now: 0, isPaying: false },
  ...{ groupId: '', isVisible: false, hasLiveCard: false },
  refresh: 0,

  onLoad(query: PageQuery) {
    this.groupId = fieldOf(query, 'groupId');
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

  // Without a picture WeChat takes the upper part of the page for the card: the deal, and who is in.
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { view } = this.data;
    const title = view.state === 'ready' ? view.shareTitle : text.share.untitled;
    return { title, path: pathOf('group', { groupId: this.groupId }) };
  },

  async load(): Promise<void> {
    clearTimeout(this.refresh);
    await show(this, async () => groupPage(await call('getGroup', { groupId: this.groupId }), now()));
    const { view } = this.data;
    if (!this.isVisible || view.state !== 'ready') return;
    if (view.changesAt > now()) startCountdown(this, view.changesAt, () => void this.load());
    if (view.isOpen) this.refresh = setTimeout(() => void this.load(), REFRESH_MS);
    if (view.button.kind === 'share') this.makeCardLive();
  },

  /** Nothing changes on a page that nobody looks at. */
  rest() {
    this.isVisible = false;
    clearTimeout(this.refresh);
    stopCountdown(this);
  },

  makeCardLive() {
    if (this.hasLiveCard) return;
    this.hasLiveCard = true;
    void liveShareCard(this.groupId);
  },

  act() {
    const { view } = this.data;
    if (view.state !== 'ready') return;
    const { dealId, groupId, orderId, button } = view;
    if (button.kind === 'join') open('checkout', { dealId, groupId, buy: 'join' });
    else if (button.kind === 'another') open('checkout', { dealId, buy: 'open' });
    else if (button.kind === 'order') open('order', { orderId });
    else if (button.kind === 'deals') open('deals');
    else if (button.kind === 'pay') void this.pay(orderId);
  },

  async pay(orderId: string) {
    if (this.data.isPaying) return;
    this.setData({ isPaying: true });
    try {
      const end = await payAgain(orderId);
      if (end.kind === 'failed') void wx.showModal({ ...text.notTaken, showCancel: false });
      if (end.kind === 'cancelled') void wx.showToast({ title: text.notPaid, icon: 'none' });
    } catch (error) {
      const { what, todo } = explain(error, now());
      void wx.showModal({ title: what, content: todo, showCancel: false });
    }
    this.setData({ isPaying: false });
    await this.load();
  },

  openDeal() {
    open('deal', { dealId: this.data.view.state === 'ready' ? this.data.view.dealId : '' });
  },

  openOrder() {
    open('order', { orderId: this.data.view.state === 'ready' ? this.data.view.orderId : '' });
  },

  copyNumber() {
    void wx.setClipboardData({ data: this.groupId });
  },
});
