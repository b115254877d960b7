import { dayAfter, dayOf, startOf } from '../../../presenters/time';
import { attempt } from '../../../services/attempt';
import { call, newRequestId } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { pathOf } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { staffPage, type StaffPage } from '../../presenters/staff-list';
import { staff as text } from '../../text/staff';

/** A page of staff and stores: a merchant of this product has far fewer. */
const ROWS_MAX = 100;

/** A sheet over the list: nothing, an invitation being written, or the code of one. */
type Sheet =
  { readonly kind: 'none' } | { readonly kind: 'form' } | { readonly kind: 'invitation'; readonly invitation: string };
type Invited = 'clerk' | 'manager';

const none = (): Sheet => ({ kind: 'none' });
const clerk = (): Invited => 'clerk';
const noStores = (): readonly string[] => [];

/** Who may redeem and manage. The owner invites, and sends away. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<StaffPage>(), sheet: none(), busy: false },
    ...{ role: clerk(), storeIds: noStores(), untilTonight: false, storesProblem: '' },
  },
  /** Kept for the retries of one invitation. */
  requestId: '',

  onLoad() {
    void this.load();
  },

  /** The invitation itself, while it is on the screen. */
  onShareAppMessage(): WechatMiniprogram.Page.ICustomShareContent {
    const { sheet, role } = this.data;
    const about = sheet.kind === 'invitation' ? { invitation: sheet.invitation } : {};
    return { title: text.shareTitle(text.roles[role]), path: pathOf('me', about) };
  },

  load(): Promise<boolean> {
    return show(this, async () => {
      const limit = ROWS_MAX;
      const [staff, stores] = await Promise.all([call('listStaff', { limit }), call('listStores', { limit })]);
      return staffPage(staff.items, stores.items);
    });
  },

  write() {
    if (this.data.view.state !== 'ready') return;
    this.requestId = newRequestId();
    const [only, ...others] = this.data.view.stores.map((store) => store.storeId);
    const storeIds = only !== undefined && others.length === 0 ? [only] : [];
    this.setData({ sheet: { kind: 'form' }, role: 'clerk', storeIds, untilTonight: false, storesProblem: '' });
  },

  chooseRole(event: WechatMiniprogram.CustomEvent<{ value: Invited }>) {
    this.amend({ role: event.detail.value });
  },

  chooseStores(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.amend({ storeIds: event.detail.value, storesProblem: '' });
  },

  chooseUntil(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.amend({ untilTonight: event.detail.value });
  },

  amend(change: object) {
    this.requestId = newRequestId();
    this.setData(change);
  },

  async invite() {
    const { role, storeIds, untilTonight, busy } = this.data;
    if (role === 'clerk' && storeIds.length === 0) this.setData({ storesProblem: text.storesMissing });
    if ((role === 'clerk' && storeIds.length === 0) || busy) return;
    this.setData({ busy: true });
    const until = untilTonight ? { roleUntil: startOf(dayAfter(dayOf(now()), 1)) } : {};
    const asked = { requestId: this.requestId, role, storeIds: role === 'clerk' ? storeIds : [], ...until };
    await attempt(async () => {
      const { invitation } = await call('inviteStaff', asked);
      if (this.requestId === asked.requestId) this.setData({ sheet: { kind: 'invitation', invitation } });
    });
    this.setData({ busy: false });
  },

  copyInvitation() {
    if (this.data.sheet.kind === 'invitation') void wx.setClipboardData({ data: this.data.sheet.invitation });
  },

  async revoke(event: WechatMiniprogram.TouchEvent<object, object, { id: string; name: string }>) {
    const { id: staffId, name } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal(text.askRevoke(name));
    if (!confirm || !(await attempt(() => call('revokeStaff', { staffId })))) return;
    void wx.showToast({ title: text.revoked, icon: 'none' });
    await this.load();
  },

  async close() {
    this.requestId = '';
    this.setData({ sheet: none() });
    await this.load();
  },
});
