import { refundFrom } from '../adapters/cloud-pay';
import { openWorld, sourceOfCall } from '../adapters/world';
import { noticeAnswer } from '../runtime/notice';
import { applyRefund } from '../trade/refund';

/** WeChat Pay says what became of a refund. */
export const main = (event: Readonly<Record<string, unknown>> | null) =>
  noticeAnswer(sourceOfCall(), async () => {
    const fields = event ?? {};
    const notice = refundFrom(fields);
    return notice !== undefined && (await applyRefund(openWorld(), notice));
  });
