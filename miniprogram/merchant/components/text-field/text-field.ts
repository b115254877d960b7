/** A field that is typed into: one line, a number, a sum of money, or several lines. `change { value }` at each key. */
Component({
  properties: {
    label: { type: String, value: '' },
    value: { type: String, value: '' },
    /** 'text', 'number', 'digit' (with a decimal point), 'area' (several lines). */
    kind: { type: String, value: 'text' },
    /** Behind the input: 份, 天. */
    unit: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    hint: { type: String, value: '' },
    problem: { type: String, value: '' },
    /** The most characters. */
    most: { type: Number, value: 20 },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    type({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { value: detail.value });
    },
  },
});
