import {
  commissionShown,
  mePage,
  messageRows,
  rolesGiven,
  type CommissionShown,
  type MePage,
  type MessageRow,
} from '../../presenters/me-page';
import { attempt } from '../../services/attempt';
import { call, newRequestId } from '../../services/cloud';
import { now } from '../../services/clock';
import { fieldOf, open, type PageQuery } from '../../services/links';
import { initially, show, shownPage } from '../../services/show';
import { me as text } from '../../text/me';

/** What of the page is unfolded besides who one is. */
type Section = 'none' | 'name' | 'join' | 'inbox' | 'privacy';

const folded = (): Section => 'none';
const noMessages = (): readonly MessageRow[] => [];
const noCommission = (): CommissionShown | null => null;

/** Who one is here: roles and what they open, the inbox, privacy, and the way out. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<MePage>(), section: folded() },
    ...{ nickname: '', invitation: '', staffName: '', messages: noMessages(), cursor: '' },
    commission: noCommission(),
  },
  /** Kept for the retries of "delete me". */
  requestId: '',
  isReading: false,

  onLoad(query: PageQuery) {
    const invitation = fieldOf(query, 'invitation');
    if (invitation) this.setData({ invitation, section: 'join' });
  },

  onShow() {
    void this.load();
  },

  async load(): Promise<void> {
    await Promise.all([show(this, async () => mePage(await call('getMe', {}))), this.readCommission()]);
  },

  /** Beside the page: where it cannot be read, everything else is there all the same. */
  async readCommission() {
    try {
      const commission = commissionShown(await call('getCommission', {})) ?? null;
      if (JSON.stringify(commission) !== JSON.stringify(this.data.commission)) this.setData({ commission });
    } catch {
      // What was shown before stays.
    }
  },

  async unfold(event: WechatMiniprogram.TouchEvent<object, object, { section: Section }>) {
    const asked = event.currentTarget.dataset.section;
    const section = asked === this.data.section ? 'none' : asked;
    const named = this.data.view.state === 'ready' ? { nickname: this.data.view.nickname } : {};
    this.setData({ section, ...(section === 'name' ? named : {}) });
    if (section === 'inbox') await this.readInbox();
  },

  type(event: WechatMiniprogram.Input<{ field: string }>) {
    this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
  },

  async saveName() {
    const nickname = this.data.nickname.trim();
    if (!nickname || !(await attempt(() => call('saveProfile', { nickname })))) return;
    void wx.showToast({ title: text.saved, icon: 'success' });
    this.setData({ section: 'none' });
    await this.load();
  },

  async scanInvitation() {
    try {
      const { result } = await wx.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] });
      const [, last = result] = /[?/=&]([^?/=&]+)$/.exec(result) ?? [];
      this.setData({ invitation: last });
    } catch {
      // He went back: what was typed stays.
    }
  },

  async accept() {
    const invitation = this.data.invitation.trim();
    const nickname = this.data.staffName.trim();
    if (!invitation || !nickname) return;
    await attempt(async () => {
      const { roles } = await call('acceptInvitation', { invitation, nickname });
      this.setData({ section: 'none', invitation: '' });
      void wx.showToast({ title: text.accepted(rolesGiven(roles)), icon: 'none' });
    });
    await this.load();
  },

  /** Opened, the inbox begins with the newest messages. */
  async readInbox() {
    await this.readMessages('', []);
  },

  async readMore() {
    if (this.data.cursor) await this.readMessages(this.data.cursor, this.data.messages);
  },

  async readMessages(cursor: string, before: readonly MessageRow[]) {
    if (this.isReading) return;
    this.isReading = true;
    await attempt(async () => {
      const page = await call('listMessages', cursor ? { cursor } : {});
      const rows = messageRows(page, now());
      this.setData({ messages: [...before, ...rows], cursor: page.cursor ?? '' });
      const messageIds = rows.filter((message) => message.isNew).map((message) => message.messageId);
      if (messageIds.length === 0) return;
      await call('markRead', { messageIds });
      await this.load();
    });
    this.isReading = false;
  },

  openMessage(event: WechatMiniprogram.TouchEvent<object, object, { order: string }>) {
    const orderId = event.currentTarget.dataset.order;
    if (orderId) open('order', { orderId });
  },

  openScan() {
    open('scan');
  },

  openShop() {
    open('shop');
  },

  openPrivacyContract() {
    wx.openPrivacyContract({});
  },

  async deleteMe() {
    const { confirm } = await wx.showModal(text.askDelete);
    if (!confirm) return;
    this.requestId ||= newRequestId();
    const { requestId } = this;
    if (!(await attempt(() => call('deleteMe', { requestId })))) return;
    this.requestId = '';
    void wx.showToast({ title: text.deleted, icon: 'none' });
    await this.load();
  },
});
