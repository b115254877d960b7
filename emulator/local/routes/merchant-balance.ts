import { z } from 'zod';

import { setMerchantBalance } from '../../pay/accounts';
import { json, readJson, type Route } from '../route';

const balance = z.strictObject({ fen: z.int().nonnegative() });

export const merchantBalance: Route = {
  method: 'PUT',
  path: '/local/merchant-balance',
  summary: 'what merchants have at WeChat Pay to refund from: { fen }',
  answer(request, { pay }) {
    setMerchantBalance(pay, readJson(balance, request).fen);
    return json({});
  },
};
