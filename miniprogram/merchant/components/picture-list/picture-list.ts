import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { Disallowed } from '../../services/allowed';
import { choosePictures } from '../../services/pictures';
import { pictures as text } from '../../text/pictures';

const PICTURES_MAX = 9;

type Tap = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** The pictures of a deal: chosen from the phone, uploaded, put in order. `change { value }` has their file ids. */
Component({
  options: { virtualHost: true },
  properties: { fileIds: { type: Array, value: [] } },
  data: { text, most: PICTURES_MAX, isUploading: false },
  methods: {
    async add() {
      if (this.data.isUploading) return;
      this.setData({ isUploading: true });
      try {
        const added = await choosePictures(PICTURES_MAX - this.data.fileIds.length);
        if (added.length > 0) this.tell([...this.all(), ...added]);
      } catch (error) {
        this.explain(error);
      } finally {
        this.setData({ isUploading: false });
      }
    },

    /** The first picture is the cover. */
    putFirst({ currentTarget: { dataset } }: Tap) {
      this.tell([dataset.id, ...this.all().filter((id) => id !== dataset.id)]);
    },

    async remove({ currentTarget: { dataset } }: Tap) {
      const { confirm } = await wx.showModal(text.askRemove);
      if (confirm) this.tell(this.all().filter((id) => id !== dataset.id));
    },

    look({ currentTarget: { dataset } }: Tap) {
      void wx.previewImage({ urls: [...this.all()], current: dataset.id });
    },

    all(): readonly string[] {
      return this.data.fileIds;
    },

    tell(value: readonly string[]) {
      this.triggerEvent('change', { value });
    },

    explain(error: unknown) {
      const { what, todo } = error instanceof Disallowed ? error.wording : explain(error, now());
      void wx.showModal({ title: what, content: todo, showCancel: false });
    },
  },
});
