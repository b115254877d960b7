/** A day and a time of day, or neither. `change { part, value }`: the Day (empty: neither) or the Time 'HH:mm'. */
Component({
  properties: {
    label: { type: String, value: '' },
    /** 'YYYY-MM-DD'; empty: not chosen. */
    day: { type: String, value: '' },
    time: { type: String, value: '' },
    /** What is said while nothing is chosen. */
    otherwise: { type: String, value: '' },
    problem: { type: String, value: '' },
  },
  methods: {
    pickDay({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { part: 'Day', value: detail.value });
    },
    pickTime({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.triggerEvent('change', { part: 'Time', value: detail.value });
    },
    clear() {
      this.triggerEvent('change', { part: 'Day', value: '' });
    },
  },
});
