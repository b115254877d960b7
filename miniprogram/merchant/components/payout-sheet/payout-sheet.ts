import type { Input } from '../../../../typings/api';
import { fenOf, price } from '../../../presenters/money';
import { newRequestId } from '../../../services/cloud';
import type { LeaderShown } from '../../presenters/commission-list';
import { newPayout, noPayoutProblems, payoutProblems, payoutView, type PayoutForm } from '../../presenters/payout-form';
import { confirmed, sendOnce } from '../../services/once';
import { failedStep, typing } from '../../services/sending-step';
import { commissions as text } from '../../text/commissions';

type Request = Input<'payCommission'>;

type Typed = WechatMiniprogram.CustomEvent<{ value: string }, object, { name: keyof PayoutForm }>;

/** By leader. They outlive the sheet: sent under a new id, a payment would be written down twice. */
const pending = new Map<string, { readonly request: Request; readonly form: PayoutForm }>();
const nobody: LeaderShown = {
  ...{ leaderId: '', name: '', from: '', facts: [], note: '', canPay: false, payLabel: '', payableFen: 0 },
};

/** Writes down that a leader was paid, and how. `done` when it is written, `close` otherwise. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `LeaderShown` of presenters/commission-list.ts. */
    leader: { type: Object },
  },
  data: {
    ...{ text, to: nobody, heading: '', form: newPayout(0), shown: payoutView(newPayout(0), 0) },
    ...{ problems: noPayoutProblems, step: typing() },
  },
  observers: {
    leader(leader: LeaderShown) {
      const unanswered = pending.get(leader.leaderId);
      this.setData({ to: leader, heading: text.title(leader.name) });
      this.put(unanswered?.form ?? newPayout(leader.payableFen));
      if (unanswered) this.setData({ step: { kind: 'unknown', ...text.unanswered } });
    },
  },
  methods: {
    type({ detail, currentTarget: { dataset } }: Typed) {
      const { step, form } = this.data;
      if (step.kind === 'typing' || step.kind === 'refused') this.put({ ...form, [dataset.name]: detail.value });
    },

    put(form: PayoutForm) {
      const shown = payoutView(form, this.data.to.payableFen);
      this.setData({ form, shown, problems: noPayoutProblems, step: typing() });
    },

    close() {
      this.triggerEvent('close');
    },

    async pay() {
      const { form, step, to } = this.data;
      if (step.kind === 'sending') return;
      const unanswered = pending.get(to.leaderId);
      if (unanswered) {
        await this.send(unanswered.request, unanswered.form);
        return;
      }
      const problems = payoutProblems(form, to.payableFen);
      this.setData({ problems });
      if (problems.sum !== '' || problems.reference !== '') return;
      const amountFen = fenOf(form.sum) ?? 0;
      if (!(await confirmed(text.ask(to.name, price(amountFen))))) return;
      const reference = form.reference.trim();
      await this.send({ requestId: newRequestId(), leaderId: to.leaderId, amountFen, reference }, form);
    },

    async send(request: Request, form: PayoutForm) {
      this.setData({ step: { kind: 'sending' } });
      try {
        await sendOnce('payCommission', request, (kept) => {
          if (kept) pending.set(kept.leaderId, { request: kept, form });
          else pending.delete(request.leaderId);
        });
        void wx.showToast({ title: text.done, icon: 'success' });
        this.triggerEvent('done');
      } catch (error) {
        this.fail(error);
      }
    },

    fail(error: unknown) {
      const words = { unanswered: text.unanswered.todo, changedBy: 'COMMISSION_TOO_LARGE', changed: text.tooMuch };
      this.setData({ step: failedStep(error, words) });
    },
  },
});
