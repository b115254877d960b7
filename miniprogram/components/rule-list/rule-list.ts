/** Rules to know before paying, a line each: its name, and what it says. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `DealRule[]` */
    rules: { type: Array, value: [] },
  },
});
