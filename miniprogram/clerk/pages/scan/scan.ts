import type { Presented, RedeemInput } from '../../../../typings/redemption';
import { explain, Told } from '../../../presenters/failure';
import { call, isCertain, newRequestId } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { fieldOf, open, type PageQuery } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { chosen, idle, looked, redeemed, refused } from '../../presenters/scan-step';
import { readCode } from '../../services/camera';
import { signal } from '../../services/signal';
import { chooseStore, storeChosen } from '../../services/store-choice';
import { scan as text } from '../../text/scan';

type Stores = readonly { readonly storeId: string; readonly name: string }[];

const nothing = (): Presented => ({});

/** A clerk looks at a voucher and redeems it; of the shop nothing else is to be seen here. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<{ readonly stores: Stores }>() },
    ...{ step: idle(), storeId: '', storeName: '', code: '', codeProblem: '' },
  },
  /** The code that WeChat's own scanner read, until it has been looked at. */
  link: '',
  /** What is being redeemed, under the request id that its retries keep. */
  presented: nothing(),
  requestId: '',

  onLoad(query: PageQuery) {
    this.link = fieldOf(query, 'q');
    void this.load();
  },

  async load(): Promise<void> {
    await show(this, async () => {
      const { roles, stores } = await call('getMe', {});
      if (!roles.some((role) => role === 'clerk' || role === 'manager' || role === 'owner'))
        throw new Told(text.notClerk);
      this.setStore(stores, storeChosen(stores));
      return { stores };
    });
    await this.lookAtLink();
  },

  /** As soon as it is known where: a clerk of several stores says so first. */
  async lookAtLink() {
    const { link } = this;
    if (!link || !this.data.storeId) return;
    this.link = '';
    await this.look({ token: link });
  },

  setStore(stores: Stores, storeId: string) {
    this.setData({ storeId, storeName: stores.find((store) => store.storeId === storeId)?.name ?? '' });
  },

  async pickStore(event: WechatMiniprogram.PickerChange) {
    if (this.data.view.state !== 'ready') return;
    const { stores } = this.data.view;
    const storeId = stores[Number(event.detail.value)]?.storeId ?? '';
    chooseStore(storeId);
    this.setStore(stores, storeId);
    await this.lookAtLink();
  },

  async scan() {
    const read = await readCode();
    if (read === 'cancelled') this.again();
    else if (read === 'unreadable') this.refuse(text.notACode);
    else await this.look({ token: read.text });
  },

  typeCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value, codeProblem: '' });
  },

  async lookAtCode() {
    const code = this.data.code.replace(/\D/g, '');
    if (code.length === 12) await this.look({ code });
    else this.setData({ codeProblem: text.codeLength });
  },

  async look(presented: Presented) {
    this.setData({ step: { kind: 'looking' } });
    try {
      const preview = await call('prepareRedemption', { ...presented, ...this.here() });
      this.presented = presented;
      this.requestId = newRequestId();
      this.setData({ step: { kind: 'looked', ...looked(preview) } });
    } catch (error) {
      this.refuse(explain(error, now()));
    }
  },

  here(): { storeId?: string } {
    return this.data.storeId ? { storeId: this.data.storeId } : {};
  },

  chooseUses(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
    this.choose({ uses: event.detail.value });
  },

  chooseOthers(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.choose({ chosen: event.detail.value });
  },

  choose(choice: Parameters<typeof chosen>[1]) {
    const { step } = this.data;
    if (step.kind !== 'looked' || step.unsure) return;
    this.setData({ step: { kind: 'looked', ...chosen(step, choice) } });
  },

  async redeem() {
    const { step } = this.data;
    if (step.kind !== 'looked') return;
    this.setData({ 'step.kind': 'redeeming' });
    const also = step.chosen.length > 0 ? { alsoVoucherIds: step.chosen } : {};
    const input: RedeemInput = {
      requestId: this.requestId,
      ...this.presented,
      ...this.here(),
      uses: step.uses,
      ...also,
    };
    try {
      await call('redeemVoucher', input);
      this.setData({ step: redeemed(step), code: '' });
      signal('redeemed');
    } catch (error) {
      if (isCertain(error)) this.refuse(explain(error, now()));
      else this.setData({ step: { ...step, unsure: text.unsure } });
    }
  },

  refuse(explanation: Parameters<typeof refused>[0]) {
    this.setData({ step: refused(explanation) });
    signal('refused');
  },

  again() {
    this.setData({ step: idle() });
  },

  async next() {
    this.again();
    await this.scan();
  },

  openRecords() {
    open('redemptions');
  },
});
