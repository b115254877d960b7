import { refundTerms as text } from '../../text/refund-terms';

/** What is promised about a buyer's money, in one line; tapped, in full on a sheet. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `RefundTerm[]` */
    terms: { type: Array, value: [] },
    /** `RefundAfterUses[]` */
    afterUses: { type: Array, value: [] },
  },
  data: { text, isOpen: false },
  methods: {
    open() {
      this.setData({ isOpen: true });
    },
    close() {
      this.setData({ isOpen: false });
    },
    /** A touch beside the sheet moves nothing behind it. */
    stay() {
      return false;
    },
  },
});
