import type { Input } from '../../../../typings/api';
import type { MerchantDeal } from '../../../../typings/deal';
import { explain } from '../../../presenters/failure';
import { now } from '../../../services/clock';
import { isCertain, newRequestId } from '../../../services/cloud';
import { deltaOf, newStockChange, stockChangeView, type StockChange } from '../../presenters/stock-change';
import { sendOnce } from '../../services/once';
import { deals as text } from '../../text/deals';

type Request = Input<'adjustStock'>;

/** What the sheet is doing. `unknown`: no answer came, and only the same may be sent again. */
type Step =
  | { readonly kind: 'typing' | 'sending' }
  | { readonly kind: 'refused'; readonly what: string; readonly todo: string }
  | { readonly kind: 'unknown'; readonly what: string; readonly todo: string; readonly request: Request };

type Chosen = WechatMiniprogram.CustomEvent<{ value: string }, object, { name: keyof StockChange }>;

const pending = new Map<string, { readonly request: Request; readonly change: StockChange }>();
const typing = (): Step => ({ kind: 'typing' });
const nothing: StockChange = { dealId: '', title: '', stock: 0, direction: 'add', units: '' };

/** Adds units to a deal's stock, or takes some away. `done { dealId, stock }` when it is done, `close` otherwise. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `MerchantDeal` of the contract. */
    deal: { type: Object },
  },
  data: { text, change: nothing, shown: stockChangeView(nothing), step: typing() },
  observers: {
    deal(deal: MerchantDeal) {
      const unanswered = pending.get(deal.dealId);
      this.put(unanswered?.change ?? newStockChange(deal));
      if (unanswered) this.setData({ step: { kind: 'unknown', ...text.unanswered, request: unanswered.request } });
    },
  },
  methods: {
    type({ detail, currentTarget: { dataset } }: Chosen) {
      const { step, change } = this.data;
      if (step.kind === 'typing' || step.kind === 'refused') this.put({ ...change, [dataset.name]: detail.value });
    },

    put(change: StockChange) {
      this.setData({ change, shown: stockChangeView(change), step: typing() });
    },

    close() {
      this.triggerEvent('close');
    },

    async adjust() {
      const { change, step } = this.data;
      const delta = deltaOf(change);
      if (step.kind === 'sending' || delta === undefined) return;
      const { dealId } = change;
      const request = step.kind === 'unknown' ? step.request : { requestId: newRequestId(), dealId, delta };
      this.setData({ step: { kind: 'sending' } });
      try {
        const { stock } = await sendOnce('adjustStock', request, (kept) => {
          if (kept) pending.set(dealId, { request: kept, change });
          else pending.delete(dealId);
        });
        void wx.showToast({ title: text.stockDone(stock), icon: 'none' });
        this.triggerEvent('done', { dealId, stock });
      } catch (error) {
        const { what, todo } = explain(error, now());
        const isUnknown = !isCertain(error);
        this.setData({
          step: isUnknown
            ? { kind: 'unknown', what, todo: text.unanswered.todo, request }
            : { kind: 'refused', what, todo },
        });
      }
    },
  },
});
