import type { Input, Output } from '../../../../typings/api';
import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { isCertain, newRequestId, Refusal } from '../../../services/cloud';
import { choicesOf } from '../../presenters/choice';
import {
  importRefusal,
  importResult,
  linesPasted,
  problemLines,
  type ImportResult,
} from '../../presenters/code-import';
import type { CodeStock } from '../../presenters/few-codes';
import { Disallowed } from '../../services/allowed';
import { chooseCodeFile, uploadCodes, writeCodeFile } from '../../services/code-file';
import { sendOnce } from '../../services/once';
import { codes as text } from '../../text/codes';

/** What the server takes (cloudfunctions/operations/import-codes.ts). */
const FILE_BYTES_MAX = 2 * 1024 * 1024;
const PASTED_CHARACTERS_MAX = 20_000;

/** What the sheet is doing. `unknown`: no answer came, and only the same may be sent again. */
type Step =
  | { readonly kind: 'choosing' | 'sending' }
  | { readonly kind: 'refused' | 'unknown'; readonly what: string; readonly todo: string }
  | { readonly kind: 'done'; readonly result: ImportResult };

type Source = 'file' | 'paste';

/** By deal. They outlive the sheet: sent under a new id, every code would be told to be there already. */
const pending = new Map<string, Input<'importCodes'>>();
const choosing = (): Step => ({ kind: 'choosing' });
const fromFile = (): Source => 'file';
const pastedHint = (pasted: string): string =>
  linesPasted(pasted) === 0 ? text.pasteMost : text.lines(linesPasted(pasted));

/** Takes codes from a file or from what is pasted. `imported` when some were taken, `close` when the person is done. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `CodeStock` of presenters/few-codes.ts. */
    codes: { type: Object },
  },
  data: {
    ...{ text, from: fromFile(), sources: choicesOf(text.sources, [fromFile()]), file: { name: '', path: '' } },
    ...{ pasted: '', pastedHint: pastedHint(''), pastedMost: PASTED_CHARACTERS_MAX, problem: '', step: choosing() },
    /** Every line that was not taken, as it is copied. */
    toCopy: '',
  },
  lifetimes: {
    attached() {
      if (pending.has(this.dealId())) this.setData({ step: { kind: 'unknown', ...text.unanswered } });
    },
  },
  methods: {
    dealId(): string {
      return (this.data.codes as unknown as CodeStock).dealId;
    },

    close() {
      this.triggerEvent('close');
    },

    turn({ detail }: WechatMiniprogram.CustomEvent<{ value: Source }>) {
      const sources = choicesOf(text.sources, [detail.value]);
      this.setData({ from: detail.value, sources, problem: '', step: choosing() });
    },

    type({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.setData({ pasted: detail.value, pastedHint: pastedHint(detail.value), problem: '' });
    },

    async choose() {
      try {
        const file = await chooseCodeFile();
        if (!file) return;
        this.setData({ file, problem: file.bytes > FILE_BYTES_MAX ? text.tooLarge : '', step: choosing() });
      } catch (error) {
        this.fail(error);
      }
    },

    async send() {
      const { step, problem } = this.data;
      if (step.kind === 'sending' || problem !== '') return;
      if (!pending.has(this.dealId()) && this.isNothing()) return;
      this.setData({ step: { kind: 'sending' } });
      try {
        const request = pending.get(this.dealId()) ?? (await this.request());
        this.tell(
          await sendOnce('importCodes', request, (kept) => {
            if (kept) pending.set(kept.dealId, kept);
            else pending.delete(request.dealId);
          }),
        );
      } catch (error) {
        this.fail(error);
      }
    },

    isNothing(): boolean {
      const { from, file, pasted } = this.data;
      const missing = from === 'file' ? file.path === '' : linesPasted(pasted) === 0;
      if (missing) this.setData({ problem: from === 'file' ? text.nothing : text.nothingPasted });
      return missing;
    },

    /** The codes lie in the cloud before anything is asked for: from then on a retry is the same request. */
    async request(): Promise<Input<'importCodes'>> {
      const { from, file, pasted } = this.data;
      const fileId = await uploadCodes(from === 'file' ? file.path : await writeCodeFile(pasted));
      return { requestId: newRequestId(), dealId: this.dealId(), fileId };
    },

    tell(answer: Output<'importCodes'>) {
      const toCopy = problemLines(answer.problems).join('\n');
      this.setData({ step: { kind: 'done', result: importResult(answer) }, toCopy });
      if (answer.imported > 0) this.triggerEvent('imported', { dealId: this.dealId(), imported: answer.imported });
    },

    fail(error: unknown) {
      if (error instanceof Disallowed) {
        this.setData({ step: { kind: 'refused', ...error.wording } });
        return;
      }
      const { what, todo } = explain(error, now());
      const particular = error instanceof Refusal ? importRefusal(error) : undefined;
      this.setData({
        step: isCertain(error)
          ? { kind: 'refused', what, todo, ...particular }
          : { kind: 'unknown', what, todo: text.unanswered.todo },
      });
    },

    copy() {
      void wx.setClipboardData({ data: this.data.toCopy });
    },

    more() {
      this.setData({ file: { name: '', path: '' }, pasted: '', pastedHint: pastedHint(''), step: choosing() });
    },
  },
});
