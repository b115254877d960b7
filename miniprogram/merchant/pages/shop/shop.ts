import { Told } from '../../../presenters/failure';
import { attempt } from '../../../services/attempt';
import { call, Refusal } from '../../../services/cloud';
import { open, type PageName } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { runsShop, shopPage, type ShopPage } from '../../presenters/shop-page';
import { shop as text } from '../../text/shop';

/** The merchant's first page: the shop is claimed here, and run from here. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<ShopPage>(), setupCode: '', merchantName: '', busy: false },
    ...{ setupCodeProblem: '', merchantNameProblem: '' },
  },

  onShow() {
    void this.load();
  },

  load(): Promise<boolean> {
    return show(this, async (): Promise<ShopPage> => {
      const me = await call('getMe', {});
      return runsShop(me) ? shopPage(me, await call('getBalance', {})) : { kind: 'claim' };
    });
  },

  type(event: WechatMiniprogram.Input<{ field: string }>) {
    const { field } = event.currentTarget.dataset;
    this.setData({ [field]: event.detail.value, [`${field}Problem`]: '' });
  },

  async claim() {
    const setupCode = this.data.setupCode.trim();
    const merchantName = this.data.merchantName.trim();
    this.setData({
      setupCodeProblem: setupCode ? '' : text.missing,
      merchantNameProblem: merchantName ? '' : text.missing,
    });
    if (!setupCode || !merchantName || this.data.busy) return;
    this.setData({ busy: true });
    const isClaimed = await attempt(() => this.open(setupCode, merchantName));
    this.setData({ busy: false });
    if (!isClaimed) return;
    void wx.showToast({ title: text.claimed, icon: 'success' });
    await this.load();
  },

  async open(setupCode: string, merchantName: string) {
    try {
      await call('claimShop', { setupCode, merchantName });
    } catch (error) {
      const isWrong = error instanceof Refusal && error.code === 'INVITATION_INVALID';
      throw isWrong ? new Told(text.wrongCode) : error;
    }
  },

  openPlace(event: WechatMiniprogram.TouchEvent<object, object, { page: PageName }>) {
    open(event.currentTarget.dataset.page);
  },
});
