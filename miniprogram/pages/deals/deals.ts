import { dealShelf, type DealShelf } from '../../presenters/deal-shelf';
import { call } from '../../services/cloud';
import { open } from '../../services/links';
import { initially, show, shownPage } from '../../services/show';
import { showMore } from '../../services/show-more';
import { deals as text } from '../../text/deals';

/** Home: everything the merchant sells now. One call fills it. */
Page({
  ...shownPage,
  data: { text, view: initially<DealShelf>() },

  onLoad() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'deals', async (cursor) => dealShelf(await call('listDeals', { cursor })));
  },

  onShareAppMessage() {
    return { title: text.shareTitle, path: '/pages/deals/deals' };
  },

  load(): Promise<void> {
    return show(this, async () => {
      const page = await call('listDeals', {});
      return page.items.length === 0 ? 'empty' : dealShelf(page);
    });
  },

  openDeal(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('deal', { dealId: event.currentTarget.dataset.id });
  },
});
