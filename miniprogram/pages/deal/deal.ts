import { dealPage, type DealPage } from '../../presenters/deal-page';
import { now } from '../../services/clock';
import { call } from '../../services/cloud';
import { startCountdown, stopCountdown } from '../../services/countdown';
import { fieldOf, open, pathOf, type PageQuery } from '../../services/links';
import { initially, show, shownPage, stopShowing } from '../../services/show';
import { deal as text } from '../../text/deal';
import { tiers } from '../../text/tiers';

/** A deal: what it is, what it costs and promises, the groups that can be joined, and how to buy. One call fills it. */
Page({
  ...shownPage,
  data: {
    ...{ text, tierText: tiers, view: initially<DealPage>() },
    ...{ now: 0, showsAllGroups: false },
  },
  dealId: '',
  isVisible: false,

  onLoad(query: PageQuery) {
    this.dealId = fieldOf(query, 'dealId');
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
    this.isVisible = false;
    stopCountdown(this);
    stopShowing(this);
  },

  // Without a picture WeChat takes the upper part of the page for the card, which is the cover.
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { view } = this.data;
    const title = view.state === 'ready' ? view.shareTitle : '';
    return { ...(title === '' ? {} : { title }), path: pathOf('deal', { dealId: this.dealId }) };
  },

  async load(): Promise<void> {
    await show(this, async () => dealPage(await call('getDeal', { dealId: this.dealId }), now()));
    const { view } = this.data;
    if (!this.isVisible || view.state !== 'ready') return;
    if (view.changesAt > now()) startCountdown(this, view.changesAt, () => void this.load());
  },

  buy(event: WechatMiniprogram.TouchEvent<object, object, { buy: string }>) {
    open('checkout', { dealId: this.dealId, buy: event.currentTarget.dataset.buy });
  },

  openGroup(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('group', { groupId: event.currentTarget.dataset.id });
  },

  openDeals() {
    open('deals');
  },

  showAllGroups() {
    this.setData({ showsAllGroups: true });
  },
});
