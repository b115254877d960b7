import { expect, test } from '@jest/globals';

import { complaints } from '../../simulation/complaints';
import { MINUTE_MS } from '../../simulation/scene';
import { ask, OWNER, shareDeal } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { inFreshShop } from '../../tests/story/fresh-shop';

let sim: Simulation;
let dealId: string;

inFreshShop(async (opened) => {
  sim = opened;
  const refund = { anytime: true, onExpiry: true, restock: false };
  const deal = { ...shareDeal, codeSource: 'imported', refund } as const;
  ({ dealId } = await ask(sim, OWNER, 'saveDeal', { requestId: 'deal-codes', deal }));
});

test('importCodes: another file under the request of a try that died is of its own, as is the first', async () => {
  const bring = async (requestId: string, codes: readonly string[]) => {
    const fileId = await sim.upload(`${String(codes[0])}.txt`, codes.join('\n'));
    return ask(sim, OWNER, 'importCodes', { requestId, dealId, fileId });
  };
  const [first, second] = [['FILM-100', 'FILM-101'], ['FILM-200']];
  const match = { action: 'importCodes', call: 'database.modifyDocument' };
  sim.faults.replace([{ match, kind: 'die-before', nth: 1 }]);
  await expect(bring('import-first', first)).rejects.toThrow('killed');
  expect(await bring('import-first', second)).toEqual({ imported: 1, problems: [] });
  expect(complaints(sim)).toEqual([]);
  await sim.advance(3 * MINUTE_MS);
  expect(await bring('import-again', first)).toEqual({ imported: 2, problems: [] });
  expect(sim.look('deals').get(dealId)).toMatchObject({ imported: 3 });
  expect(complaints(sim)).toEqual([]);
});
