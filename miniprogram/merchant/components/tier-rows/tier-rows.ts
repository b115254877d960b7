import { changedTier, tierLines, withoutTier, withTier, type TierRow } from '../../presenters/tier-rows';
import { deal as text } from '../../text/deal';

type Typed = WechatMiniprogram.CustomEvent<{ value: string }, object, { i: number; part: keyof TierRow }>;

const noRows = (): readonly TierRow[] => [];

/** The steps of a tiered deal: people and price of each. `change { value }` has all rows as they are typed. */
Component({
  properties: {
    /** `TierRow[]` of presenters/tier-rows.ts. */
    tiers: { type: Array, value: [] },
    /** What is wrong with the steps; it is said at the step that it is about. */
    problem: { type: String, value: '' },
  },
  data: { text, shown: tierLines(noRows(), '') },
  observers: {
    'tiers, problem': function (rows: readonly TierRow[], problem: string) {
      this.setData({ shown: tierLines(rows, problem) });
    },
  },
  methods: {
    type({ detail, currentTarget: { dataset } }: Typed) {
      this.tell(changedTier(this.data.tiers, dataset.i, dataset.part, detail.value));
    },

    add() {
      this.tell(withTier(this.data.tiers));
    },

    remove({ currentTarget: { dataset } }: WechatMiniprogram.TouchEvent<object, object, { i: number }>) {
      this.tell(withoutTier(this.data.tiers, dataset.i));
    },

    tell(value: readonly TierRow[]) {
      this.triggerEvent('change', { value });
    },
  },
});
