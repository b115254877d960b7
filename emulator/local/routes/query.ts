import { z } from 'zod';

import { json, readJson, Refusal, type Route } from '../route';

const question = z.strictObject({
  collection: z.string().min(1),
  where: z.record(z.string(), z.unknown()).default({}),
  limit: z.int().positive().max(100_000).default(100),
});

export const query: Route = {
  method: 'POST',
  path: '/local/query',
  summary: 'reads documents: { collection, where?, limit? }; never those of the local cloud itself',
  answer(request, { engine }) {
    const { collection, where, limit } = readJson(question, request);
    if (collection.startsWith('sys_') || !engine.hasCollection(collection)) {
      throw new Refusal(400, `no such collection: ${collection}`);
    }
    // The curious need no index: in a range of ids, which are texts, the engine reads on where it would refuse a scan.
    const filter = { $and: [where, { _id: { $gte: '' } }] };
    return json({ items: engine.find(collection, { filter, limit }) });
  },
};
