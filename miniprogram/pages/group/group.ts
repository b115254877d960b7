import { groupPage, type GroupPage } from '../../presenters/group-page';
import { asUnconfirmed } from '../../presenters/group-situation';
import { attempt } from '../../services/attempt';
import { now } from '../../services/clock';
import { call } from '../../services/cloud';
import { follow, stopFollowing } from '../../services/following';
import { fieldOf, open, pathOf, type PageQuery } from '../../services/links';
import { confirmPaid, payAgain } from '../../services/payment';
import { liveShareCard } from '../../services/share';
import { initially, show, shownPage, stopShowing } from '../../services/show';
import { group as text } from '../../text/group';
import { tiers } from '../../text/tiers';

/**
 * A group: where a shared card leads. One call fills it; while it is open and looked at, it follows what happens in it.
 */
Page({
  ...shownPage,
  data: { text, tierText: tiers, view: initially<GroupPage>(), now: 0, isPaying: false },
  ...{ groupId: '', isVisible: false, hasLiveCard: false },
  /** WeChat may have taken the payment, and the server has not heard of it. */
  isUnconfirmed: false,

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
    if (view.state !== 'ready') return { title: text.share.untitled, path: pathOf('group', { groupId: this.groupId }) };
    const { sharedGroupId: groupId, dealId, shareTitle: title } = view;
    return { title, path: groupId ? pathOf('group', { groupId }) : pathOf('deal', { dealId }) };
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
    follow(this, { endsAt: view.changesAt, isChanging: view.isOpen });
    if (view.button.kind === 'share') this.makeCardLive();
  },

  async read(): Promise<GroupPage> {
    const page = groupPage(await call('getGroup', { groupId: this.groupId }), now());
    return this.isUnconfirmed ? asUnconfirmed(page) : page;
  },

  /** Nothing changes on a page that nobody looks at. */
  rest() {
    this.isVisible = false;
    stopFollowing(this);
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
    else if (button.kind === 'pay') void this.pay(() => this.payAgain(orderId));
    else if (button.kind === 'confirm') void this.pay(() => confirmPaid(orderId));
  },

  /** One thing at a time; afterwards the page shows what is true then. */
  async pay(act: () => Promise<unknown>) {
    if (this.data.isPaying) return;
    this.setData({ isPaying: true });
    await attempt(act);
    this.setData({ isPaying: false });
    await this.load();
  },

  async payAgain(orderId: string) {
    const { kind } = await payAgain(orderId);
    if (kind === 'cancelled') void wx.showToast({ title: text.notPaid, icon: 'none' });
    if (kind !== 'unconfirmed') return;
    this.isUnconfirmed = true;
    const { view } = this.data;
    if (view.state === 'ready') await show(this, () => Promise.resolve(asUnconfirmed({ ...view })));
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
