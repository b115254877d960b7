import { paidFrom } from '../adapters/cloud-pay';
import { openWorld, sourceOfCall } from '../adapters/world';
import { noticeAnswer } from '../runtime/notice';
import { applyPayment } from '../trade/payment';

/** WeChat Pay says that an order was paid. Anyone can call a function by name: only WeChat's own call counts. */
export const main = (event: Readonly<Record<string, unknown>> | null) =>
  noticeAnswer(sourceOfCall(), async () => {
    const fields = event ?? {};
    const paid = fields.returnCode === 'SUCCESS' && fields.resultCode === 'SUCCESS' ? paidFrom(fields) : undefined;
    if (!paid) return false;
    const applied = await applyPayment(openWorld(), paid);
    return applied !== 'unknown' && applied !== 'doubtful';
  });
