import type { Input } from '../../../../typings/api';
import { newRequestId } from '../../../services/cloud';
import { sendOnce } from '../../services/once';
import { failedStep, typing } from '../../services/sending-step';
import { paidMark as text } from '../../text/paid-mark';

/** By refund. They outlive the sheet. */
const pending = new Map<string, Input<'markRefundPaid'>>();

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
      const words = { unanswered: text.unanswered.todo, changedBy: 'REFUND_NOT_ALLOWED', changed: text.notAbnormal };
      this.setData({ step: failedStep(error, words) });
    },
  },
});
