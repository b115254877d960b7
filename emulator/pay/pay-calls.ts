import { closeOrder } from './close-order';
import type { PayCall } from './context';
import { downloadBill } from './download-bill';
import { queryOrder } from './query-order';
import { queryRefund } from './query-refund';
import { refund } from './refund';
import { PayRefusal } from './refusal';
import { unifiedOrder } from './unified-order';

/** The cloudPay calls by name; a refusal of WeChat Pay is an answer, as at the wire. */
export const payCalls: Readonly<Record<string, PayCall>> = {
  unifiedOrder: answering(unifiedOrder),
  queryOrder: answering(queryOrder),
  closeOrder: answering(closeOrder),
  refund: answering(refund),
  queryRefund: answering(queryRefund),
  downloadBill: answering(downloadBill),
};

function answering(call: PayCall): PayCall {
  return (context, args, caller) => {
    try {
      return call(context, args, caller);
    } catch (error) {
      if (error instanceof PayRefusal) return { ...error.body };
      throw error;
    }
  };
}
