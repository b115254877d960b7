import type { Input } from '../../../../typings/api';
import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { isCertain, newRequestId, Refusal } from '../../../services/cloud';
import { sendOnce } from '../../services/once';
import { paidMark as text } from '../../text/paid-mark';

/** What the sheet is doing. `unknown`: no answer came, and only the same may be sent again. */
type Step =
  | { readonly kind: 'typing' | 'sending' }
  | { readonly kind: 'refused' | 'unknown'; readonly what: string; readonly todo: string };

/** By refund. They outlive the sheet. */
const pending = new Map<string, Input<'markRefundPaid'>>();
const typing = (): Step => ({ kind: 'typing' });

/** Says that the merchant paid a refund by hand, and how. `done` when it is marked, `close` otherwise. */
Component({
  options: { virtualHost: true },
  properties: {
    refundId: { type: String, value: '' },
    /** The sum as people read it. */
    amount: { type: String, value: '' },
  },
  data: { text, hint: '', reference: '', problem: '', step: typing() },
  observers: {
    amount(amount: string) {
      this.setData({ hint: text.hint(amount) });
    },
  },
  lifetimes: {
    attached() {
      const unanswered = pending.get(this.data.refundId);
      if (!unanswered) return;
      this.setData({ reference: unanswered.reference, step: { kind: 'unknown', ...text.unanswered } });
    },
  },
  methods: {
    type({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ reference: detail.value, problem: '' });
    },

    close() {
      this.triggerEvent('close');
    },

    async mark() {
      const { refundId, step } = this.data;
      const reference = this.data.reference.trim();
      if (step.kind === 'sending') return;
      this.setData({ problem: reference === '' ? text.missing : '' });
      if (reference === '') return;
      const request = pending.get(refundId) ?? { requestId: newRequestId(), refundId, reference };
      this.setData({ step: { kind: 'sending' } });
      try {
        await sendOnce('markRefundPaid', request, (kept) => {
          if (kept) pending.set(refundId, kept);
          else pending.delete(refundId);
        });
        void wx.showToast({ title: text.done, icon: 'success' });
        this.triggerEvent('done');
      } catch (error) {
        this.fail(error);
      }
    },

    fail(error: unknown) {
      const { what, todo } = explain(error, now());
      if (!isCertain(error)) {
        this.setData({ step: { kind: 'unknown', what, todo: text.unanswered.todo } });
        return;
      }
      const hasChanged = error instanceof Refusal && error.code === 'REFUND_NOT_ALLOWED';
      this.setData({ step: { kind: 'refused', what, todo: hasChanged ? text.notAbnormal : todo } });
    },
  },
});
