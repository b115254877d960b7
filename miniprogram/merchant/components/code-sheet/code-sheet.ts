import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { call } from '../../../services/cloud';
import { Disallowed } from '../../services/allowed';
import { savePicture } from '../../services/pictures';
import { deals as text } from '../../text/deals';
import { pictures } from '../../text/pictures';

/** What the sheet shows. */
type Code =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly fileId: string; readonly url: string; readonly path: string }
  | { readonly state: 'failed'; readonly what: string; readonly todo: string };

const loading = (): Code => ({ state: 'loading' });

/** The mini-program code of a deal: to look at, to keep, to copy, and the deal as a card for a chat. */
Component({
  options: { virtualHost: true },
  properties: { dealId: { type: String, value: '' }, heading: { type: String, value: '' } },
  data: { text, code: loading(), isSaving: false },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  methods: {
    async load() {
      this.setData({ code: loading() });
      try {
        const { fileId, url, path } = await call('getShareCode', { dealId: this.data.dealId });
        this.setData({ code: { state: 'ready', fileId, url, path } });
      } catch (error) {
        const { what, todo } = explain(error, now());
        this.setData({ code: { state: 'failed', what, todo } });
      }
    },

    close() {
      this.triggerEvent('close');
    },

    copy() {
      if (this.data.code.state === 'ready') void wx.setClipboardData({ data: this.data.code.path });
    },

    async save() {
      const { code, isSaving } = this.data;
      if (code.state !== 'ready' || isSaving) return;
      this.setData({ isSaving: true });
      try {
        if (await savePicture(code.fileId)) void wx.showToast({ title: pictures.saved, icon: 'success' });
      } catch (error) {
        await tell(error);
      } finally {
        this.setData({ isSaving: false });
      }
    },
  },
});

/** Says why a picture was not kept, and leads to the settings where it can be allowed. */
async function tell(error: unknown): Promise<void> {
  const canOpenSettings = error instanceof Disallowed && error.canOpenSettings;
  const { what, todo } = error instanceof Disallowed ? error.wording : explain(error, now());
  const confirmText = canOpenSettings ? pictures.openSettings : pictures.understood;
  const { confirm } = await wx.showModal({ title: what, content: todo, showCancel: canOpenSettings, confirmText });
  if (confirm && canOpenSettings) void wx.openSetting();
}
