/** The stores where a voucher can be used: name, address, telephone. */
Component({
  options: { virtualHost: true },
  properties: {
    /** `StoreCard[]` of the contract. */
    stores: { type: Array, value: [] },
  },
  methods: {
    telephone(event: WechatMiniprogram.TouchEvent<object, object, { phone: string }>) {
      void wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.phone });
    },
  },
});
