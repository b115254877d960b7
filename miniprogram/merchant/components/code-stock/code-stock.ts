import { codes as text } from '../../text/codes';

/** How many imported codes a deal has left, and the sheet that takes more. `imported` when some were taken. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `CodeStock` of presenters/few-codes.ts. */
    codes: { type: Object },
  },
  data: { text, isOpen: false },
  methods: {
    open() {
      this.setData({ isOpen: true });
    },
    close() {
      this.setData({ isOpen: false });
    },
    tell() {
      this.triggerEvent('imported');
    },
  },
});
