import type { Input } from '../../../../typings/api';
import type { MerchantOrderDetail } from '../../../../typings/order';
import { explain } from '../../../presenters/failure';
import { call, isCertain, newRequestId, Refusal } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { fieldOf, open, type PageQuery } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { toggled } from '../../presenters/choice';
import { orderFacts, type OrderFacts } from '../../presenters/order-detail';
import {
  newRefundForm,
  noRefundProblems,
  refundFormAfter,
  refundFormView,
  refundProblems,
  refundQuestion,
  refundWanted,
} from '../../presenters/refund-form';
import type { RefundForm, RefundFormView } from '../../presenters/refund-form';
import { refundRefusal } from '../../presenters/refund-refusal';
import { confirmed, sendOnce } from '../../services/once';
import { order as text } from '../../text/order';
import { refund as refundText } from '../../text/refund';

type OrderPage = OrderFacts & { readonly form: RefundForm; readonly shown: RefundFormView };

/** What the refund form is doing. `unknown`: no answer came, and only the same may be sent again. */
type Step =
  | { readonly kind: 'typing' | 'sending' }
  | { readonly kind: 'refused' | 'unknown'; readonly what: string; readonly todo: string };

type Part = { readonly name: string };
type Typed = WechatMiniprogram.CustomEvent<{ readonly value: string }, object, Part>;

/** A refund whose answer did not come, and the form that it was sent from. */
interface Unanswered {
  readonly request: Input<'refundOrder'>;
  readonly form: RefundForm;
}

/** By order. They outlive the page: sent under a new id, a sum would go back twice. */
const unanswered = new Map<string, Unanswered>();
const typing = (): Step => ({ kind: 'typing' });
const nothingPending = (): Unanswered | undefined => undefined;
/** The refund over which the sheet lies that marks it as paid by hand; an empty id: none. */
const notMarking = { refundId: '', amount: '' };
const unread = (): MerchantOrderDetail | undefined => undefined;

/** One order of the shop: what became of it, and giving money back. */
Page({
  ...shownPage,
  data: {
    ...{ text, refundText, view: initially<OrderPage>(), problems: noRefundProblems, step: typing() },
    marking: notMarking,
  },
  orderId: '',
  order: unread(),
  pending: nothingPending(),

  onLoad(query: PageQuery) {
    this.orderId = fieldOf(query, 'orderId');
    this.pending = unanswered.get(this.orderId);
    if (this.pending) this.setData({ step: { kind: 'unknown', ...refundText.unanswered } });
  },

  onShow() {
    void this.load();
  },

  async load(): Promise<void> {
    let order = unread();
    const isShown = await show(this, async () => {
      const read = await call('getMerchantOrder', { orderId: this.orderId });
      order = read;
      const form = this.formFor(read);
      return { ...orderFacts(read, now()), form, shown: refundFormView(read, form) };
    });
    if (isShown) this.order = order;
  },

  /** What was sent and not answered stays as it was sent. */
  formFor(order: MerchantOrderDetail): RefundForm {
    const { view } = this.data;
    if (this.pending) return this.pending.form;
    return view.state === 'ready' ? refundFormAfter(order, view.form) : newRefundForm(order);
  },

  type({ detail, currentTarget: { dataset } }: Typed) {
    this.edit({ [dataset.name]: detail.value });
  },

  toggle({ detail }: Typed) {
    const { view } = this.data;
    if (view.state === 'ready') this.edit({ voucherIds: toggled(view.form.voucherIds, detail.value) });
  },

  edit(change: Partial<RefundForm>) {
    const { view, step } = this.data;
    if (view.state !== 'ready' || !this.order || step.kind === 'sending' || step.kind === 'unknown') return;
    const form = { ...view.form, ...change };
    this.setData({
      ...{ 'view.form': form, 'view.shown': refundFormView(this.order, form) },
      ...{ step: typing(), problems: noRefundProblems },
    });
  },

  async refund() {
    const { view, step } = this.data;
    if (view.state !== 'ready' || !this.order || step.kind === 'sending') return;
    if (this.pending) {
      await this.send(this.pending);
      return;
    }
    const problems = refundProblems(this.order, view.form);
    this.setData({ problems });
    if (Object.values(problems).some((problem) => problem !== '')) return;
    const request = { requestId: newRequestId(), ...refundWanted(this.order, view.form) };
    const { form } = view;
    if (await confirmed(refundQuestion(this.order, form))) await this.send({ request, form });
  },

  async send({ request, form }: Unanswered) {
    this.setData({ step: { kind: 'sending' } });
    try {
      await sendOnce('refundOrder', request, (kept) => {
        this.pending = kept && { request: kept, form };
        if (this.pending) unanswered.set(this.orderId, this.pending);
        else unanswered.delete(this.orderId);
      });
      await this.refunded();
    } catch (error) {
      this.fail(error);
    }
  },

  /** The form begins anew with what is left. */
  async refunded() {
    void wx.showToast({ title: refundText.done, icon: 'success' });
    this.setData({ step: typing() });
    await this.load();
    if (this.order) this.edit(newRefundForm(this.order));
  },

  fail(error: unknown) {
    const { what, todo } = explain(error, now());
    if (!isCertain(error)) {
      this.setData({ step: { kind: 'unknown', what, todo: refundText.unanswered.todo } });
      return;
    }
    const particular = error instanceof Refusal ? refundRefusal(error) : undefined;
    this.setData({ step: { kind: 'refused', what, todo: particular ?? todo } });
    void this.load();
  },

  mark({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { i: number }>) {
    const refund = this.data.view.state === 'ready' ? this.data.view.refunds[dataset.i] : undefined;
    if (refund) this.setData({ marking: { refundId: refund.refundId, amount: refund.amount } });
  },

  closeMark() {
    this.setData({ marking: notMarking });
  },

  marked() {
    this.closeMark();
    void this.load();
  },

  copy({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { text: string }>) {
    void wx.setClipboardData({ data: dataset.text });
  },

  openDeal() {
    if (this.data.view.state === 'ready') open('merchantDeal', { dealId: this.data.view.dealId });
  },
});
