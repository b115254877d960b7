import { Failure } from '../domain/failure';
import { merchantIdOf } from '../domain/ids';
import type { Merchant } from '../domain/merchant';
import * as input from '../runtime/input';
import { operation, recall, remembering } from '../runtime/operation';

/** The operator takes on a merchant: a mini-program with its own number at WeChat Pay. */
export const createMerchant = operation('createMerchant', {
  role: 'operator',
  input: input.object({
    requestId: input.requestId,
    appid: input.id,
    name: input.text(40),
    subMchId: input.id,
  }),
  async run({ appid, name, subMchId }, { database, now, request }) {
    const merchantId = merchantIdOf(appid);
    const existing = await database.get('merchants', merchantId);
    if (recall(existing, request)) return { merchantId };
    if (existing) throw new Failure('INVALID_INPUT', { field: 'appid' });
    const merchant: Merchant = {
      ...{ _id: merchantId, merchantId, appid, name, subMchId, owner: null, setUp: null, createdAt: now },
      service: { hours: '9:00–21:00' },
      ...remembering(merchantId, request, {}),
    };
    await database.insert('merchants', [merchant]).catch(async (error: unknown) => {
      // The request's id may be another merchant's: then this is another request.
      const [other] = await database.list('merchants', { requestKeys: request.key }, { limit: 1 });
      recall(other, request);
      throw error;
    });
    return { merchantId };
  },
});
