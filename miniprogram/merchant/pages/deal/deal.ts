import type { DealInput, MerchantDeal } from '../../../../typings/deal';
import { explain, Told } from '../../../presenters/failure';
import { call, Refusal } from '../../../services/cloud';
import { now } from '../../../services/clock';
import { fieldOf, type PageQuery } from '../../../services/links';
import { initially, show, stopShowing } from '../../../services/show';
import { toggled } from '../../presenters/choice';
import { changedParts, editing, editorPage, formView, type EditorPage } from '../../presenters/deal-editor';
import { fieldOfPart, formOf, newForm } from '../../presenters/deal-form';
import { fieldsWithProblems, problemsAtFields, problemsOf } from '../../presenters/deal-problems';
import { readForm } from '../../presenters/read-form';
import { CHECK_AFTER_MS, findProblems, problemsToTell, touched, unchecked } from '../../services/deal-checking';
import { dropDraft, keepDraft, startingWith } from '../../services/deal-drafts';
import { leave } from '../../services/leave';
import { afterPause, forgetPause } from '../../services/pause';
import { demandNoProblems, nothingPending, publishSaved, saveDealOnce } from '../../services/save-deal';
import { deal as text } from '../../text/deal';

type Part = { readonly name: string };
type Typed = WechatMiniprogram.CustomEvent<{ readonly value: unknown; readonly part?: string }, object, Part>;
type Chosen = WechatMiniprogram.CustomEvent<{ value: string | number }, object, Part>;
type Tapped = WechatMiniprogram.TouchEvent<object, object, Part>;

/** Writes a deal, new or existing. What is typed is kept on the phone until it is saved. */
Page({
  data: {
    ...{ text, view: initially<EditorPage>(), form: newForm(), shown: formView(newForm(), []) },
    ...{ problems: problemsAtFields([]), restored: '', step: editing() },
  },
  dealId: '',
  version: 0,
  saved: newForm(),
  checking: unchecked(),
  pending: nothingPending(),
  /** Counts what was done: an answer to an earlier state of the form says nothing. */
  edits: 0,

  onLoad(query: PageQuery) {
    this.dealId = fieldOf(query, 'dealId');
    void wx.setNavigationBarTitle({ title: this.dealId ? text.titleEdit : text.titleNew });
  },

  onShow() {
    void this.load();
  },

  onHide() {
    this.keep();
  },

  onUnload() {
    this.keep();
    stopShowing(this);
  },

  async load() {
    await show(this, async () => {
      const [deal, stores] = await Promise.all([
        this.dealId ? call('getMerchantDeal', { dealId: this.dealId }) : undefined,
        call('listStores', { limit: 100 }),
      ]);
      if (this.data.view.state !== 'ready') this.begin(deal);
      return editorPage(deal, stores.items);
    });
    if (this.data.view.state === 'ready') this.edited();
  },

  begin(deal: MerchantDeal | undefined) {
    this.version = deal?.version ?? 0;
    this.saved = deal ? formOf(deal.deal) : newForm();
    this.checking = { found: [], told: deal ? 'all' : [] };
    const { form, pending, restored } = startingWith(this.dealId, this.version, this.saved);
    this.pending = pending;
    this.setData({ form, restored });
  },

  async discard() {
    const { confirm } = await wx.showModal(text.askDiscard);
    if (!confirm) return;
    this.setData({ form: { ...this.saved }, restored: '' });
    this.pending = undefined;
    this.edited();
  },

  type({ detail, currentTarget: { dataset } }: Typed) {
    this.edit(dataset.name + (detail.part ?? ''), detail.value);
  },

  /** Takes a value into a list, or out of it. */
  toggle({ detail, currentTarget: { dataset } }: Chosen) {
    const lists = { ...this.data.form } as unknown as Readonly<Record<string, readonly (string | number)[]>>;
    this.edit(dataset.name, toggled(lists[dataset.name] ?? [], detail.value));
  },

  excludeDay({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { excludedDays } = this.data.form;
    if (!excludedDays.includes(detail.value)) this.edit('excludedDays', toggled(excludedDays, detail.value));
  },

  edit(part: string, value: unknown) {
    this.setData({ [`form.${part}`]: value });
    if (this.data.step.kind === 'failed') this.setData({ step: editing() });
    this.checking = touched(this.checking, fieldOfPart(part));
    this.edited();
  },

  /** Shows what follows from what is typed, and checks it when nobody types any more. */
  edited() {
    const { view, form, shown } = this.data;
    const change = changedParts('shown', shown, formView(form, view.state === 'ready' ? view.stores : []));
    if (Object.keys(change).length > 0) this.setData(change);
    this.edits += 1;
    afterPause(this, CHECK_AFTER_MS, () => void this.check());
  },

  async check() {
    this.keep();
    this.tell();
    const { edits } = this;
    const found = await findProblems(this.data.form);
    if (!found || edits !== this.edits) return;
    this.checking = { ...this.checking, found };
    this.tell();
  },

  tell() {
    const problems = problemsToTell(this.data.form, this.checking);
    if (JSON.stringify(problems) !== JSON.stringify(this.data.problems)) this.setData({ problems });
  },

  async save({ currentTarget: { dataset } }: Tapped) {
    const { step, form } = this.data;
    if (step.kind === 'saving' || step.kind === 'publishing') return;
    const publishes = dataset.name === 'publish';
    this.checking = { ...this.checking, told: 'all' };
    const read = readForm(form);
    if ('problems' in read) {
      this.tellFirst();
      return;
    }
    this.setData({ step: { kind: publishes ? 'publishing' : 'saving' } });
    try {
      await this.write(read.deal, publishes);
      leave(publishes ? text.publishedToast : text.saved, 'merchantDeals');
    } catch (error) {
      this.fail(error);
    }
  },

  async write(deal: DealInput, publishes: boolean) {
    const form = { ...this.data.form };
    if (publishes) await demandNoProblems(deal);
    const saved = await saveDealOnce(this.dealId, deal, this.pending, (pending) => {
      this.pending = pending;
      this.keep();
    });
    dropDraft(this.dealId);
    this.dealId = saved.dealId;
    this.version = saved.version;
    this.saved = form;
    this.setData({ restored: '', 'view.isNew': false, 'view.stockHint': text.stockSaved });
    if (publishes) await publishSaved(saved.dealId);
  },

  fail(error: unknown) {
    if (error instanceof Refusal && error.code === 'DEAL_HAS_PROBLEMS') {
      this.checking = { found: problemsOf(error.detail), told: 'all' };
      this.tellFirst();
      return;
    }
    const { what, todo } = explain(error, now());
    const kept = this.isSaved() ? text.savedOnly : text.kept;
    this.setData({ step: { kind: 'failed', what, todo: error instanceof Told ? todo : `${todo}。${kept}` } });
  },

  /** Says what is wrong, and goes to the first of it. */
  tellFirst() {
    this.tell();
    const fields = fieldsWithProblems(this.data.problems);
    this.setData({ step: { kind: 'failed', what: text.problems(fields.length), todo: text.problemsTodo } });
    const [field] = fields;
    if (field) void wx.pageScrollTo({ selector: `#field-${field}`, offsetTop: -12 });
  },

  isSaved() {
    return !this.pending && JSON.stringify(this.data.form) === JSON.stringify(this.saved);
  },

  /** What is not saved stays on the phone. The page may be gone after this. */
  keep() {
    forgetPause(this);
    this.edits += 1;
    if (this.data.view.state !== 'ready') return;
    const { form } = this.data;
    if (this.isSaved()) dropDraft(this.dealId);
    else keepDraft(this.dealId, { form, version: this.version, ...(this.pending ? { pending: this.pending } : {}) });
  },
});
