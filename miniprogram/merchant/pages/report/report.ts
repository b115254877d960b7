import type { StatementLine } from '../../../../typings/report';
import { Told } from '../../../presenters/failure';
import { dayOf } from '../../../presenters/time';
import { attempt } from '../../../services/attempt';
import { call, download } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { open } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { linesShown, statementPage, type LineShown, type StatementPage } from '../../presenters/statement-page';
import { report as text } from '../../text/report';

/** Lines that are added to the page at a time. */
const LINES_AT_ONCE = 30;
const STORES_MAX = 100;

interface Place {
  readonly storeId: string;
  readonly name: string;
}

const everywhere: Place = { storeId: '', name: text.allStores };
const noLines = (): readonly LineShown[] => [];

/** The statement of some days: what was settled and what went back, to the line, and as a file. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<StatementPage>(), fromDay: '', toDay: '', today: '', lines: noLines(), busy: false },
    ...{ stores: [everywhere], store: everywhere },
  },
  /** All lines of the statement; the page shows the first ones. */
  statementLines: [] as readonly StatementLine[],

  onLoad() {
    const today = dayOf(now());
    this.setData({ fromDay: `${today.slice(0, 8)}01`, toDay: today, today });
    void this.load();
  },

  onReachBottom() {
    this.addLines();
  },

  async load(): Promise<void> {
    let lines: readonly StatementLine[] = [];
    const isShown = await show(this, async () => {
      const { fromDay, toDay, store } = this.data;
      if (fromDay > toDay) throw new Told(text.wrongDays);
      const asked = { fromDay, toDay, ...(store.storeId ? { storeId: store.storeId } : {}) };
      // Whoever sees the statement can choose among the stores.
      const [statement] = await Promise.all([call('getStatement', asked), this.loadStores()]);
      lines = statement.lines;
      return statementPage(statement);
    });
    if (!isShown) return;
    this.statementLines = lines;
    this.setData({ lines: [] });
    this.addLines();
  },

  addLines() {
    const from = this.data.lines.length;
    const added = linesShown(this.statementLines.slice(from, from + LINES_AT_ONCE), now());
    this.setData(Object.fromEntries(added.map((line, i) => [`lines[${String(from + i)}]`, line])));
  },

  async loadStores() {
    if (this.data.stores.length > 1) return;
    try {
      const { items } = await call('listStores', { limit: STORES_MAX });
      this.setData({ stores: [everywhere, ...items.map(({ storeId, name }) => ({ storeId, name }))] });
    } catch {
      // The filter is an extra: the statement itself says what is wrong, and with the next one it is tried again.
    }
  },

  chooseDay(event: WechatMiniprogram.PickerChange) {
    const { field } = event.currentTarget.dataset as { readonly field: 'fromDay' | 'toDay' };
    this.setData({ [field]: String(event.detail.value) });
    void this.load();
  },

  chooseStore(event: WechatMiniprogram.PickerChange) {
    this.setData({ store: this.data.stores[Number(event.detail.value)] ?? everywhere });
    void this.load();
  },

  async exportOrders() {
    const { fromDay, toDay, busy } = this.data;
    if (busy) return;
    this.setData({ busy: true });
    await attempt(async () => {
      const { fileId, rowCount } = await call('exportOrders', { fromDay, toDay, format: 'xlsx' });
      await wx.openDocument({ filePath: await download(fileId), fileType: 'xlsx', showMenu: true });
      void wx.showToast({ title: text.exported(rowCount), icon: 'none' });
    });
    this.setData({ busy: false });
  },

  openOrder(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    open('merchantOrder', { orderId: event.currentTarget.dataset.id });
  },
});
