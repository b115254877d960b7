import { open } from '../../services/links';

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
  methods: {
    retry() {
      this.triggerEvent('retry');
    },
    goHome() {
      open('deals');
    },
  },
});
