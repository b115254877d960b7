/** Choices side by side, one or several of them on. `choose { value }` when one is tapped. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `Choice[]` of presenters/choice.ts. */
    choices: { type: Array, value: [] },
    /** Several may be on. */
    several: { type: Boolean, value: false },
    /** What is chosen, for a screen reader. */
    label: { type: String, value: '' },
    disabled: { type: Boolean, value: false },
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent<object, object, { value: string | number }>) {
      if (!this.data.disabled) this.triggerEvent('choose', { value: event.currentTarget.dataset.value });
    },
  },
});
