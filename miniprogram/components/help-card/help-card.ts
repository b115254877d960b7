/** Whom to ask: service hours, the shop's telephone, and WeChat's customer service. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `{ hours, phone? }` */
    service: { type: Object, value: {} },
    /** What the question is about: an order's or a group's number, shown and copied. */
    about: { type: String, value: '' },
  },
  methods: {
    telephone() {
      void wx.makePhoneCall({ phoneNumber: (this.data.service as { readonly phone: string }).phone });
    },
    copy() {
      void wx.setClipboardData({ data: this.data.about });
    },
  },
});
