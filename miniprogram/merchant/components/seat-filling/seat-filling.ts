import type { Input } from '../../../../typings/api';
import { newRequestId } from '../../../services/cloud';
import { seatFilling } from '../../presenters/seat-filling';
import { confirmed, sendOnce } from '../../services/once';
import { failedStep, typing } from '../../services/sending-step';
import { seats as text } from '../../text/seats';

/** By group. They outlive the card: sent under a new id, seats would be paid for twice. */
const pending = new Map<string, Input<'fillSeats'>>();

/** Lets the merchant pay for missing seats of a group. `done` when the group may have changed. */
Component({
  options: { virtualHost: true },
  properties: {
    groupId: { type: String, value: '' },
    /** Seats that may be paid for, at least one. */
    most: { type: Number, value: 1 },
  },
  data: { text, count: 1, shown: seatFilling(1, 1), step: typing() },
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
      if (!unanswered && !(await confirmed(shown.question))) return;
      this.setData({ step: { kind: 'sending' } });
      try {
        const { status } = await sendOnce('fillSeats', request, (kept) => {
          if (kept) pending.set(groupId, kept);
          else pending.delete(groupId);
        });
        void wx.showToast({ title: status === 'formed' ? text.formed : text.filled, icon: 'success' });
        this.setData({ step: typing() });
        this.triggerEvent('done');
      } catch (error) {
        this.fail(error);
      }
    },

    fail(error: unknown) {
      const step = failedStep(error, {
        ...{ unanswered: text.unanswered, changedBy: 'SEATS_NOT_FILLABLE', changed: text.refused },
      });
      this.setData({ step });
      if (step.kind === 'refused') this.triggerEvent('done');
    },
  },
});
