import { refundTerms as text } from '../../text/refund-terms';

/** What is promised about a buyer's money, in full, and what comes back of a times card after some uses. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `RefundTerm[]` */
    terms: { type: Array, value: [] },
    /** `RefundAfterUses[]`; empty where a voucher is used at once. */
    afterUses: { type: Array, value: [] },
    /** A times card whose table is not known: it is told in a sentence. */
    isTimesCard: { type: Boolean, value: false },
  },
  data: { text },
});
