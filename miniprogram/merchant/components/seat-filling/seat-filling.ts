import type { Input } from '../../../../typings/api';
import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { isCertain, newRequestId, Refusal } from '../../../services/cloud';
import { seatFilling } from '../../presenters/seat-filling';
import { sendOnce } from '../../services/once';
import { seats as text } from '../../text/seats';

/** What the card is doing. `unknown`: no answer came, and only the same may be sent again. */
type Step =
  | { readonly kind: 'choosing' | 'sending' }
  | { readonly kind: 'refused' | 'unknown'; readonly what: string; readonly todo: string };

/** By group. They outlive the card: sent under a new id, seats would be paid for twice. */
const pending = new Map<string, Input<'fillSeats'>>();
const choosing = (): Step => ({ kind: 'choosing' });

/** Lets the merchant pay for missing seats of a group. `done` when the group may have changed. */
Component({
  options: { virtualHost: true },
  properties: {
    groupId: { type: String, value: '' },
    /** Seats that may be paid for, at least one. */
    most: { type: Number, value: 1 },
  },
  data: { text, count: 1, shown: seatFilling(1, 1), step: choosing() },
  observers: {
    most(most: number) {
      this.choose(pending.get(this.data.groupId)?.seats ?? most);
    },
  },
  methods: {
    choose(count: number) {
      this.setData({ count, shown: seatFilling(count, this.data.most) });
    },

    change({ detail }: WechatMiniprogram.CustomEvent<{ value: number }>) {
      this.choose(detail.value);
    },

    async fill() {
      const { groupId, count, shown, step } = this.data;
      if (step.kind === 'sending') return;
      const unanswered = pending.get(groupId);
      const request = unanswered ?? { requestId: newRequestId(), groupId, seats: count };
      if (!unanswered && !(await wx.showModal(shown.question)).confirm) return;
      this.setData({ step: { kind: 'sending' } });
      try {
        const { status } = await sendOnce('fillSeats', request, (kept) => {
          if (kept) pending.set(groupId, kept);
          else pending.delete(groupId);
        });
        void wx.showToast({ title: status === 'formed' ? text.formed : text.filled, icon: 'success' });
        this.setData({ step: choosing() });
        this.triggerEvent('done');
      } catch (error) {
        this.fail(error);
      }
    },

    fail(error: unknown) {
      const { what, todo } = explain(error, now());
      if (!isCertain(error)) {
        this.setData({ step: { kind: 'unknown', what, todo: text.unanswered } });
        return;
      }
      const hasChanged = error instanceof Refusal && error.code === 'SEATS_NOT_FILLABLE';
      this.setData({ step: { kind: 'refused', what, todo: hasChanged ? text.refused : todo } });
      this.triggerEvent('done');
    },
  },
});
