import { expect, test } from '@jest/globals';
import { dealProblems } from '../../../cloudfunctions/domain/deal-problems';
import { operations } from '../../../cloudfunctions/operations/operations';
import { catalogue } from '../catalogue';
import { absurdities, spoiltBy } from './absurd-deals';

const NOW = Date.UTC(2030, 0, 7, 2, 0, 0);
const STORE = 'ASTORE00000000000000';

test.each(absurdities)('month: absurd deal %# can be written, and never sold', (spoil) => {
  const deals = catalogue(NOW, STORE).map((deal) => spoiltBy(spoil, deal, NOW));
  for (const deal of deals) {
    expect(operations.saveDeal.input.safeParse({ requestId: 'a-request', deal }).error?.issues).toBeUndefined();
  }
  expect(deals.flatMap((deal) => dealProblems(deal, { now: NOW, storeIds: [STORE] }))).not.toEqual([]);
});
