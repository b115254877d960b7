import { Failure } from '../domain/failure';
import { merchantIdOf } from '../domain/ids';
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
    await database.insert('merchants', [
      {
        ...{ _id: merchantId, merchantId, appid, name, subMchId, owner: null, setUp: null, createdAt: now },
        service: { hours: '9:00–21:00' },
        ...remembering(merchantId, request, { merchantId }),
      },
    ]);
    return { merchantId };
  },
});
