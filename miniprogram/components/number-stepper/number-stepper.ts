/** A whole number that is chosen by tapping: one less, one more. `change` with the next value, within its bounds. */
Component({
  options: { virtualHost: true },
  properties: {
    value: { type: Number, value: 1 },
    min: { type: Number, value: 1 },
    max: { type: Number, value: 1 },
    /** What one less and one more are called, for screen readers. */
    fewer: { type: String, value: '' },
    more: { type: String, value: '' },
    /** Nothing can be changed now. */
    isFixed: { type: Boolean, value: false },
  },
  methods: {
    step(event: WechatMiniprogram.TouchEvent<object, object, { by: number }>) {
      const { value, min, max, isFixed } = this.data;
      const next = value + event.currentTarget.dataset.by;
      if (!isFixed && next >= min && next <= max) this.triggerEvent('change', { value: next });
    },
  },
});
