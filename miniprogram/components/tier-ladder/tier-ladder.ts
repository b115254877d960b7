/** The steps of a tiered price, one below the other: people, price, and what comes back; of a group, how far it is. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `TierStep[]` */
    tiers: { type: Array, value: [] },
  },
});
