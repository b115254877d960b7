import { open, type PageName } from '../../services/links';

interface Way {
  readonly page: PageName;
  readonly word: string;
}

/** Where it goes on from a page that cannot be shown: the shop's own pages lead to its desk, all others home. */
const ways: Readonly<Record<string, Way>> = {
  merchant: { page: 'shop', word: '回到商家管理' },
  figures: { page: 'shop', word: '回到商家管理' },
};
const home: Way = { page: 'deals', word: '看看优惠' };
const DESK = 'merchant/pages/shop/shop';

/** The way on from the page on top. */
function wayOn(): Way {
  const [route = ''] = getCurrentPages()
    .slice(-1)
    .map((page) => page.route);
  return (route === DESK ? undefined : ways[route.split('/')[0] ?? '']) ?? home;
}

/**
 * What a page shows while it is loading, when there is nothing to show, when it failed (with what to do), and above its
 * content when that could not be refreshed. `retry` asks the page to load again.
 */
Component({
  options: { virtualHost: true },
  properties: {
    /** The page's View. */
    view: { type: Object, value: { state: 'loading' } },
    emptyTitle: { type: String, value: '' },
    emptyHint: { type: String, value: '' },
  },
  data: { way: home.word },
  lifetimes: {
    attached() {
      const { word } = wayOn();
      if (word !== home.word) this.setData({ way: word });
    },
  },
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    goOn() {
      open(wayOn().page);
    },
  },
});
