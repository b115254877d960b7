/** A sheet over the page, in the middle of a wide window. `close` when the person is done with it. */
Component({
  options: { virtualHost: true },
  properties: { heading: { type: String, value: '' } },
  methods: {
    close() {
      this.triggerEvent('close');
    },
    /** A touch on the sheet moves nothing behind it. */
    stay() {
      return false;
    },
  },
});
