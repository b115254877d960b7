import type { Presented } from '../../../../typings/redemption';
import { explain, Told } from '../../../presenters/failure';
import { call, isCertain, newRequestId, Refusal, Unreachable } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { fieldOf, open, type PageQuery } from '../../../services/links';
import { initially, show, shownPage } from '../../../services/show';
import { codeTyped } from '../../presenters/code-typed';
import { chosen, idle, looked, redeemed, refused, type Looked } from '../../presenters/scan-step';
import { readCode } from '../../services/camera';
import { signal } from '../../services/signal';
import { chooseStore, storeChosen } from '../../services/store-choice';
import { awaitAnswer, isAnswered, unansweredAs, unansweredOf, type BegunRedemption } from '../../services/unanswered';
import { scan as text } from '../../text/scan';

type Stores = readonly { readonly storeId: string; readonly name: string }[];

interface ScanPage {
  readonly stores: Stores;
  /** Whether somebody who finds no store may add one. */
  readonly mayAddStore: boolean;
}

const nothing = (): Presented => ({});

/** A clerk looks at a voucher and redeems it; of the shop nothing else is to be seen here. */
Page({
  ...shownPage,
  data: {
    ...{ text, view: initially<ScanPage>() },
    ...{ step: idle(), storeId: '', storeName: '', code: '', codeProblem: '' },
  },
  /** The code that WeChat's own scanner read, until it has been looked at. */
  link: '',
  /** What was looked at last: the voucher, and what the clerk was shown or told of it. */
  presented: nothing(),
  voucherId: '',
  /** Grows with every code, refusal and way back: an answer to a code that was looked at before it comes too late. */
  looks: 0,

  onLoad(query: PageQuery) {
    this.link = fieldOf(query, 'q');
    void this.load();
  },

  /** Somebody may come back who has just added the first store. */
  onShow() {
    const { view } = this.data;
    if (view.state === 'ready' && view.stores.length === 0) void this.load();
  },

  async load(): Promise<void> {
    await show(this, async () => {
      const { roles, stores } = await call('getMe', {});
      if (!roles.some((role) => role === 'clerk' || role === 'manager' || role === 'owner'))
        throw new Told(text.notClerk);
      this.setStore(stores, storeChosen(stores));
      return { stores, mayAddStore: roles.some((role) => role === 'manager' || role === 'owner') };
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
    const code = codeTyped(this.data.code);
    if (code) await this.look({ code });
    else this.setData({ codeProblem: text.incompleteCode });
  },

  async look(presented: Presented) {
    this.setData({ step: { kind: 'looking' } });
    const turn = (this.looks += 1);
    try {
      const preview = await call('prepareRedemption', { ...presented, ...this.here() });
      if (turn !== this.looks) return;
      this.presented = presented;
      this.voucherId = preview.voucherId;
      const begun = unansweredOf(preview.voucherId);
      const shown = begun ? { ...begun.shown, unsure: text.unsureBefore } : looked(preview);
      this.setData({ step: { kind: 'looked', ...shown } });
    } catch (error) {
      if (turn !== this.looks) return;
      const isUsed = error instanceof Refusal && error.code === 'VOUCHER_ALREADY_REDEEMED';
      const begun = isUsed ? unansweredAs(presented) : undefined;
      if (begun) await this.send(begun);
      else this.refuse(error instanceof Unreachable ? text.notLooked : explain(error, now()));
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

  /** What was begun before is asked for once more as it was, and nothing else of that voucher until it is answered. */
  async redeem() {
    const { step } = this.data;
    if (step.kind === 'looked') await this.send(unansweredOf(this.voucherId) ?? this.begin(step));
  },

  begin(shown: Looked): BegunRedemption {
    const also = shown.chosen.length > 0 ? { alsoVoucherIds: shown.chosen } : {};
    const { uses } = shown;
    const request = { requestId: newRequestId(), ...this.presented, ...this.here(), uses, ...also };
    return { voucherId: this.voucherId, request, shown };
  },

  async send(begun: BegunRedemption) {
    const { request, shown } = begun;
    this.setData({ step: { ...shown, kind: 'redeeming' } });
    awaitAnswer(begun);
    try {
      await call('redeemVoucher', request);
      isAnswered(begun);
      this.setData({ step: redeemed(shown), code: '' });
      signal('redeemed');
    } catch (error) {
      if (isCertain(error)) await this.refuseRedemption(begun, error);
      else this.setData({ step: { ...shown, kind: 'looked', unsure: text.unsure } });
    }
  },

  /** It was not redeemed. An earlier code may be out of date: the voucher is looked at by the one just shown. */
  async refuseRedemption(begun: BegunRedemption, error: unknown) {
    isAnswered(begun);
    const { token } = this.presented;
    if (token !== undefined && token !== begun.request.token) await this.look(this.presented);
    else this.refuse(explain(error, now()));
  },

  refuse(explanation: Parameters<typeof refused>[0]) {
    this.looks += 1;
    this.setData({ step: refused(explanation) });
    signal('refused');
  },

  /** Not while a voucher is being redeemed: its end belongs to it. */
  again() {
    if (this.data.step.kind === 'redeeming') return;
    this.looks += 1;
    this.setData({ step: idle() });
  },

  async next() {
    this.again();
    await this.scan();
  },

  openStores() {
    open('stores');
  },

  openRecords() {
    open('redemptions');
  },
});
