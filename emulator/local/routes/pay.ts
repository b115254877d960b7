import { z } from 'zod';

import { payAtSheet } from '../../pay/pay-at-sheet';
import { json, openidOf, readJson, type Route } from '../route';

const tap = z.strictObject({
  package: z.string(),
  outcome: z.enum(['success', 'cancel']),
  notifyAfterMs: z.int().nonnegative().optional(),
});

export const pay: Route = {
  method: 'POST',
  path: '/local/pay',
  summary: 'what the buyer does at the payment sheet: { package, outcome, notifyAfterMs? }',
  async answer(request, parts) {
    const { notifyAfterMs, ...sheet } = readJson(tap, request);
    const openid = openidOf(request);
    const result = payAtSheet(parts.pay, {
      ...sheet,
      openid,
      ...(notifyAfterMs === undefined ? {} : { notifyAfterMs }),
    });
    if (result.noticeId !== undefined) await parts.notices.deliver(result.noticeId);
    return json(result.body, result.status);
  },
};
