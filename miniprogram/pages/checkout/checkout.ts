import type { Input, Output } from '../../../typings/api';
import type { IfFull, OrderStatus } from '../../../typings/order';
import {
  changesBetween,
  checkoutPage,
  isBuy,
  possible,
  totalOf,
  type CheckoutPage,
} from '../../presenters/checkout-page';
import { isOutdatedBy, refusedOrder, type NextStep } from '../../presenters/checkout-refusal';
import { atFirst, orderAsked } from '../../presenters/checkout-step';
import { now } from '../../services/clock';
import { call, isCertain, newRequestId } from '../../services/cloud';
import { startCountdown, stopCountdown } from '../../services/countdown';
import { fieldOf, open, replaceBy, type PageQuery } from '../../services/links';
import { confirmPaid, pay } from '../../services/payment';
import { initially, show, stopShowing } from '../../services/show';
import { checkout as text } from '../../text/checkout';
import { tiers } from '../../text/tiers';

type Order = Output<'createOrder'>;

/** What is bought and how many; then the order, WeChat's payment sheet, and on to the group or the order. */
Page({
  data: {
    ...{ text, tierText: tiers, view: initially<CheckoutPage>(), now: 0 },
    ...atFirst,
  },
  ...{ dealId: '', groupId: '', buy: '', isVisible: false, isGone: false },
  /** Kept from the first try until the server has answered: the same wish is then the same request. */
  unanswered: undefined as Input<'createOrder'> | undefined,
  order: undefined as Order | undefined,

  onLoad(query: PageQuery) {
    for (const field of ['dealId', 'groupId', 'buy'] as const) this[field] = fieldOf(query, field);
    void this.load();
  },

  onShow() {
    this.isVisible = true;
    this.countDown();
  },

  onHide() {
    this.isVisible = false;
    stopCountdown(this);
  },

  onUnload() {
    this.isGone = true;
    this.isVisible = false;
    stopCountdown(this);
    stopShowing(this);
  },

  async load(): Promise<void> {
    await show(this, async () => (await this.read()) ?? 'empty');
    this.choose(this.data.quantity);
  },

  async read(): Promise<CheckoutPage | undefined> {
    const { buy, dealId, groupId } = this;
    if (!isBuy(buy)) return undefined;
    const group = buy === 'join' ? call('getGroup', { groupId }) : undefined;
    const [deal, itsGroup] = await Promise.all([call('getDeal', { dealId }), group]);
    return checkoutPage(buy, deal, itsGroup, now());
  },

  choose(quantity: number) {
    const { view } = this.data;
    if (view.state !== 'ready') return;
    const units = possible(view, quantity);
    this.setData({ quantity: units, total: totalOf(view, units) });
  },

  changeQuantity(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    if (this.data.step.state === 'choosing') this.choose(event.detail.value);
  },

  chooseIfFull(event: WechatMiniprogram.TouchEvent<object, object, { value: IfFull }>) {
    if (this.data.step.state === 'choosing') this.setData({ ifFull: event.currentTarget.dataset.value });
  },

  async submit() {
    const { view, step } = this.data;
    if (view.state !== 'ready' || step.state === 'working') return;
    if (step.state === 'over') this.openOrder();
    else if (this.order && step.state === 'unpaid') await this.pay(this.order);
    else if (this.order && step.state === 'unconfirmed') await this.confirm(this.order);
    // A copy: what the page shows changes in place.
    else await this.createOrder({ ...view });
  },

  async createOrder(view: CheckoutPage) {
    this.work(text.working.ordering);
    this.unanswered = orderAsked(view, this.data, this.unanswered, newRequestId);
    try {
      this.order = await call('createOrder', this.unanswered);
      this.unanswered = undefined;
    } catch (error) {
      if (isCertain(error)) this.unanswered = undefined;
      if (this.isGone) return;
      this.setData({ step: atFirst.step });
      await this.refuse(error, view);
      return;
    }
    if (!this.isGone) await this.pay(this.order);
  },

  async refuse(error: unknown, before: CheckoutPage) {
    if (isOutdatedBy(error)) await this.load();
    if (this.isGone) return;
    const { view } = this.data;
    const after = view.state === 'ready' ? view : before;
    const refused = refusedOrder(error, { ...after, changes: changesBetween(before, after) }, now());
    const { title, content, nextLabel: confirmText, next } = refused;
    const cancel = next ? { cancelText: text.next.stay } : { showCancel: false };
    const { confirm } = await wx.showModal({ title, content, confirmText, ...cancel });
    if (confirm && next) this.goOn(next);
  },

  goOn(next: NextStep) {
    const { dealId, groupId } = this;
    if (next.kind === 'reduce') this.choose(next.quantity);
    else if (next.kind === 'open') replaceBy('checkout', { dealId, buy: 'open' });
    else if (next.kind === 'deals') open('deals');
    else replaceBy(next.kind, next.kind === 'group' ? { groupId } : { orderId: next.orderId });
  },

  async pay(order: Order) {
    this.work(text.working.paying);
    const end = await pay(order);
    if (end.kind === 'paid') this.leave(order, end.status);
    else if (end.kind === 'unconfirmed') this.setData({ step: { state: 'unconfirmed' } });
    else {
      this.setData({ step: { state: 'unpaid', payBy: order.payBy } });
      this.countDown();
    }
  },

  async confirm(order: Order) {
    this.work(text.working.confirming);
    const status = await confirmPaid(order.orderId).catch(() => 'pending_payment' as const);
    this.leave(order, status);
  },

  /** On to the group; a payment that came late may have led elsewhere, and the order says where. */
  leave({ orderId, groupId, payBy }: Order, status: OrderStatus) {
    if (this.isGone) return;
    if (status === 'pending_payment') this.setData({ step: { state: 'unconfirmed' } });
    else if (groupId !== undefined && status !== 'refunding' && now() < payBy) replaceBy('group', { groupId });
    else replaceBy('order', { orderId });
  },

  countDown() {
    const { step } = this.data;
    if (!this.isVisible || step.state !== 'unpaid') return;
    startCountdown(this, step.payBy, () => this.setData({ step: { state: 'over', note: text.unpaid.over } }));
  },

  openOrder() {
    if (this.order) replaceBy('order', { orderId: this.order.orderId });
  },

  openDeal() {
    open('deal', { dealId: this.dealId });
  },

  work(label: string) {
    stopCountdown(this);
    this.setData({ step: { state: 'working', label } });
  },
});
