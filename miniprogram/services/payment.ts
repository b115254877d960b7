import type { OrderStatus, PaymentRequest } from '../../typings/order';
import { call, Unreachable } from './cloud';
import { askConsent } from './consent';
import { noLongerWaiting, whenConnected } from './network';

/** Pauses before the server is asked again whether a payment has arrived. */
const PAUSES_MS: readonly number[] = [1000, 2000, 4000, 8000];

/** What the payment sheet is opened with. */
export interface Payable {
  readonly orderId: string;
  readonly payment: PaymentRequest;
  /** Templates for which consent is asked right after payment. */
  readonly askConsent: readonly string[];
}

/**
 * How a visit to the payment sheet ended. `paid`: the server knows what became of the order, `status`. `cancelled`: the
 * buyer left it. `unconfirmed`: WeChat may have taken the money, and nobody could say so yet.
 */
export type PayEnd =
  | { readonly kind: 'paid'; readonly status: Exclude<OrderStatus, 'pending_payment'> }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unconfirmed' };

/** Opens the payment sheet; after payment asks for consent and confirms. A sheet that failed proves nothing. */
export async function pay(payable: Payable, pausesMs: readonly number[] = PAUSES_MS): Promise<PayEnd> {
  const { ended, asked } = await openSheet(payable);
  if (ended === 'cancelled') return { kind: 'cancelled' };
  const [status] = await Promise.all([known(payable.orderId, ended === 'failed' ? [] : pausesMs), asked]);
  return status === 'pending_payment' ? { kind: 'unconfirmed' } : { kind: 'paid', status };
}

/** Whatever keeps the server from answering: the payment is still to be confirmed. */
async function known(orderId: string, pausesMs: readonly number[]): Promise<OrderStatus> {
  try {
    return await confirmPaid(orderId, pausesMs);
  } catch {
    return 'pending_payment';
  }
}

/** Opens the payment sheet again for an order that still waits for its payment. Throws what the server refuses. */
export async function payAgain(orderId: string): Promise<PayEnd> {
  return pay({ orderId, ...(await call('getPayment', { orderId })) });
}

/**
 * What became of an order after the payment sheet. The server is asked a few times, sooner when the network comes
 * back. Throws Unreachable if it could not be asked at all.
 */
export async function confirmPaid(orderId: string, pausesMs: readonly number[] = PAUSES_MS): Promise<OrderStatus> {
  const [pauseMs, ...later] = pausesMs;
  try {
    const { status } = await call('confirmPayment', { orderId });
    if (status !== 'pending_payment' || pauseMs === undefined) return status;
  } catch (error) {
    if (!(error instanceof Unreachable) || pauseMs === undefined) throw error;
  }
  await pause(pauseMs);
  return confirmPaid(orderId, later);
}

interface SheetEnd {
  readonly ended: 'paid' | 'cancelled' | 'failed';
  readonly asked: Promise<void>;
}

function openSheet({ payment, askConsent: templateIds }: Payable): Promise<SheetEnd> {
  return new Promise((resolve) => {
    wx.requestPayment({
      ...payment,
      signType: payment.signType as 'MD5' | 'HMAC-SHA256' | 'RSA',
      // Consent can be asked in this callback, and not once anything else has been awaited.
      success: () => resolve({ ended: 'paid', asked: askConsent(templateIds) }),
      fail: ({ errMsg }) => {
        const ended = errMsg.includes('cancel') ? 'cancelled' : 'failed';
        resolve({ ended, asked: Promise.resolve() });
      },
    });
  });
}

/** Waits, at the longest until the network comes back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(timer);
      noLongerWaiting(goOn);
      resolve();
    };
    const timer = setTimeout(goOn, ms);
    whenConnected(goOn);
  });
}
