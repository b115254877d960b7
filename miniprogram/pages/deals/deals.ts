import { dealShelf, type DealShelf } from '../../presenters/deal-shelf';
import { call } from '../../services/cloud';
import { now } from '../../services/clock';
import { open } from '../../services/links';
import { initially, show, shownPage } from '../../services/show';
import { showMore } from '../../services/show-more';
import { deals as text } from '../../text/deals';

/** Stock and prices that were read longer ago are read again when somebody comes back to them. */
const FRESH_FOR_MS = 60_000;

/** Home: everything the merchant sells now. One call fills it. */
Page({
  ...shownPage,
  data: { text, view: initially<DealShelf>() },

  /** When the page was filled (epoch ms). */
  filledAt: 0,

  onShow() {
    if (now() - this.filledAt > FRESH_FOR_MS) void this.load();
  },

  onReachBottom() {
    void showMore(this, 'deals', async (cursor) => dealShelf(await call('listDeals', { cursor })));
  },

  onShareAppMessage() {
    return { title: text.shareTitle, path: '/pages/deals/deals' };
  },

  async load(): Promise<void> {
    const isShown = await show(this, async () => {
      const page = await call('listDeals', {});
      return page.items.length === 0 ? 'empty' : dealShelf(page);
    });
    if (isShown) this.filledAt = now();
  },

  openDeal(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('deal', { dealId: event.currentTarget.dataset.id });
  },
});
