import { z } from 'zod';

import { faultKinds, type Fault } from '../../faults/faults';
import { json, readJson, type Route } from '../route';

const orders: z.ZodType<Fault[]> = z.array(
  z.strictObject({
    match: z.strictObject({
      function: z.string().exactOptional(),
      action: z.string().exactOptional(),
      call: z.union([z.string(), z.int().positive()]).exactOptional(),
    }),
    kind: z.enum(faultKinds),
    nth: z.int().positive().exactOptional(),
  }),
);

export const faults: Route = {
  method: 'PUT',
  path: '/local/faults',
  summary: 'puts mishaps in place of the earlier ones: [{ match: { function?, action?, call? }, kind, nth? }]',
  answer(request, parts) {
    parts.faults.replace(readJson(orders, request));
    return json({});
  },
};
