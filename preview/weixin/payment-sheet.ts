import type { Phone } from '../phone/phone';
import { openDialog } from './dialog';
import { draw, drawButton, yuan } from './draw';
import { ask, field, Unreachable } from './server';

/** How the payment sheet ended: paid, or the reason that `wx.requestPayment` fails with. */
export type PaymentOutcome = 'paid' | 'cancel' | 'order closed or expired' | 'not the payer' | 'network error';

/** What WeChat Pay knows of the order behind a prepayment. */
interface Bill {
  readonly amount: string;
  readonly title: string;
}

const refusals: Readonly<Record<number, { readonly outcome: PaymentOutcome; readonly told: string }>> = {
  403: { outcome: 'not the payer', told: '只有下单的人可以付款' },
  404: { outcome: 'order closed or expired', told: '订单不存在' },
  409: { outcome: 'order closed or expired', told: '订单已关闭或已过期，请重新下单' },
};
const unreachable = { outcome: 'network error', told: '网络不可用，请检查网络设置' } as const;

/** How long the sign of success stays, ms. */
const SUCCESS_SHOWN_MS = 700;

/** The sheet at which the person pays or does not; the local cloud's WeChat Pay says whether the order is payable. */
export async function payAtSheet(phone: Phone, prepayment: string): Promise<PaymentOutcome> {
  const bill = await readBill(phone, prepayment);
  return openDialog<PaymentOutcome>(phone.screen, {
    label: '微信支付',
    shape: 'sheet',
    cancel: undefined,
    look: 'weixin-payment',
    fill(answer) {
      const message = draw('p', { class: 'weixin-hint', role: 'status' });
      let leaves: PaymentOutcome = 'cancel';
      const close = drawButton('×', 'weixin-close', () => void leave(), { 'aria-label': '关闭' });
      const payNow = drawButton('立即支付', 'weixin-main', () => void pay());
      const leave = async (): Promise<void> => {
        if (leaves === 'cancel') await tellCancel(phone, prepayment);
        answer(leaves);
      };
      const pay = async (): Promise<void> => {
        payNow.disabled = true;
        message.textContent = '支付中…';
        const status = await statusOf(phone, prepayment, 'success');
        if (status === 200) {
          message.textContent = '✓ 支付成功';
          close.remove();
          window.setTimeout(() => answer('paid'), SUCCESS_SHOWN_MS);
          return;
        }
        const { outcome, told } = refusals[status] ?? unreachable;
        leaves = outcome;
        message.textContent = told;
        payNow.remove();
        close.focus();
      };
      return [
        close,
        draw('h2', { class: 'weixin-title' }, bill.title),
        draw('p', { class: 'weixin-amount' }, bill.amount),
        draw('p', { class: 'weixin-row-pair' }, draw('span', {}, '支付方式'), draw('span', {}, '零钱（演示）')),
        message,
        payNow,
      ];
    },
  });
}

async function readBill(phone: Phone, prepayment: string): Promise<Bill> {
  const path = `/preview/payment?package=${encodeURIComponent(prepayment)}`;
  const { body } = await ask(phone, 'GET', path).catch(() => ({ body: undefined }));
  const amountFen = field(body, 'amountFen');
  const title = field(body, 'title');
  return {
    amount: typeof amountFen === 'number' ? yuan(amountFen) : '金额未知',
    title: typeof title === 'string' ? title : '付款给商家',
  };
}

/** Closing is told too: WeChat Pay learns of it, and the log of the local cloud shows it. */
async function tellCancel(phone: Phone, prepayment: string): Promise<void> {
  await statusOf(phone, prepayment, 'cancel');
}

/** The status that WeChat Pay answered, 0 when it could not be reached. */
async function statusOf(phone: Phone, prepayment: string, outcome: 'success' | 'cancel'): Promise<number> {
  try {
    return (await ask(phone, 'POST', '/local/pay', { package: prepayment, outcome })).status;
  } catch (error) {
    if (error instanceof Unreachable) return 0;
    throw error;
  }
}
