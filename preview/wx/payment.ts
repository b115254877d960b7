import { payAtSheet } from '../weixin/payment-sheet';
import { Refused } from '../weixin/refused';
import { api, demandText } from './call';
import type { MakeFamily } from './family';

/** What `createOrder` answers as `payment`. */
interface Payment {
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType?: string;
  readonly paySign: string;
}

/** `wx.requestPayment`: the payment sheet decides. Its success is no proof of payment, as in WeChat. */
export const payment: MakeFamily = (phone) => ({
  requestPayment: api<Payment>('requestPayment', async (options) => {
    for (const parameter of ['timeStamp', 'nonceStr', 'package', 'paySign']) demandText(options, parameter);
    const outcome = await payAtSheet(phone, options.package);
    phone.journal.add('payment', outcome === 'paid' ? '付款成功' : '未付款', { package: options.package, outcome });
    if (outcome !== 'paid') throw new Refused(outcome);
  }),
});
