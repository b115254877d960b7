import type { Input } from '../../../../typings/api';
import { explain } from '../../../presenters/failure';
import { call, isCertain, newRequestId } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { initially, show, shownPage } from '../../../services/show';
import { showMore } from '../../../services/show-more';
import { redemptionList, type RedemptionList } from '../../presenters/redemption-list';
import { redemptions as text } from '../../text/redemptions';

type Undoing = Pick<Input<'undoRedemption'>, 'requestId' | 'reason'>;

const nothingUndone = (): Partial<Record<string, Undoing>> => ({});

/** What a clerk has redeemed, newest first, and for an hour the way back. */
Page({
  ...shownPage,
  data: { text, view: initially<RedemptionList>() },
  /** The request ids of undoings whose answer did not come, by redemption. */
  undoing: nothingUndone(),

  onShow() {
    void this.load();
  },

  onReachBottom() {
    void showMore(this, 'redemptions', async (cursor) =>
      redemptionList(await call('listRedemptions', { cursor }), now()),
    );
  },

  load(): Promise<boolean> {
    return show(this, async () => {
      const page = await call('listRedemptions', {});
      return page.items.length === 0 ? 'empty' : redemptionList(page, now());
    });
  },

  async undo(event: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const redemptionId = event.currentTarget.dataset.id;
    const begun = this.undoing[redemptionId] ?? (await this.askReason());
    if (begun === undefined) return;
    this.undoing[redemptionId] = begun;
    try {
      await call('undoRedemption', { redemptionId, ...begun });
      this.undoing[redemptionId] = undefined;
      void wx.showToast({ title: text.undoDone, icon: 'none' });
      await this.load();
    } catch (error) {
      if (isCertain(error)) this.undoing[redemptionId] = undefined;
      const { what, todo } = explain(error, now());
      void wx.showModal({ title: what, content: todo, showCancel: false });
    }
  },

  async askReason() {
    const { confirm, content } = await wx.showModal({ ...text.askUndo, editable: true });
    if (!confirm) return undefined;
    const reason = content.trim();
    if (reason) return { requestId: newRequestId(), reason };
    void wx.showToast({ title: text.reasonMissing, icon: 'none' });
    return undefined;
  },
});
