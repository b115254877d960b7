import { attempt } from '../../../services/attempt';
import { call, download } from '../../../services/cloud';
import { initially, show, shownPage } from '../../../services/show';
import { showMore } from '../../../services/show-more';
import { commissionList, type CommissionList, type LeaderShown } from '../../presenters/commission-list';
import { commissions as text } from '../../text/commissions';

type CommissionsPage = CommissionList & { readonly lookOnly: string };

/** What lies over the list. */
type Sheet = { readonly kind: 'none' } | { readonly kind: 'pay'; readonly leader: LeaderShown };

const noSheet = (): Sheet => ({ kind: 'none' });

/** What leaders of commission groups have earned, and writing down what they were paid. */
Page({
  ...shownPage,
  data: { text, view: initially<CommissionsPage>(), sheet: noSheet(), busy: false },
  /** Only the owner pays; a manager looks. */
  isOwner: false,

  onShow() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'leaders', async (cursor) => commissionList(await this.ask(cursor), this.isOwner));
  },

  load(): Promise<boolean> {
    return show(this, async () => {
      const [{ roles }, page] = await Promise.all([call('getMe', {}), this.ask()]);
      this.isOwner = roles.includes('owner');
      const lookOnly = this.isOwner ? '' : text.lookOnly;
      return page.items.length === 0 ? 'empty' : { ...commissionList(page, this.isOwner), lookOnly };
    });
  },

  ask(cursor?: string) {
    return call('listCommissions', cursor ? { cursor } : {});
  },

  openPay({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { i: number }>) {
    const leader = this.data.view.state === 'ready' ? this.data.view.leaders[dataset.i] : undefined;
    if (leader) this.setData({ sheet: { kind: 'pay', leader } });
  },

  closeSheet() {
    this.setData({ sheet: noSheet() });
  },

  paid() {
    this.closeSheet();
    void this.load();
  },

  async exportAll() {
    if (this.data.busy) return;
    this.setData({ busy: true });
    await attempt(async () => {
      const { fileId, rowCount } = await call('exportCommissions', { format: 'xlsx' });
      await wx.openDocument({ filePath: await download(fileId), fileType: 'xlsx', showMenu: true });
      void wx.showToast({ title: text.exported(rowCount), icon: 'none' });
    });
    this.setData({ busy: false });
  },
});
