import { afterEach, expect, test } from '@jest/globals';

import { DEFAULT_APPID } from '../../emulator/local/set-up';
import { ask, OWNER } from '../../simulation/shop';
import type { Simulation } from '../../simulation/simulation';
import { simulationOf } from '../../tests/story/inline-world';
import { merchantIdOf } from '../domain/ids';
import { aMerchant, anOrder, aRedemption, aVoucher, NOON } from '../views/documents-for-tests';

const merchantId = merchantIdOf(DEFAULT_APPID);
const merchant = { ...aMerchant(), _id: merchantId, merchantId, owner: OWNER };
const redeemed = { V01: aVoucher({ usesLeft: 2, redemptions: { R1: aRedemption([1]) } }) };

let sim: Simulation;

afterEach(() => {
  sim.close();
});

/** A shop with so many orders that wait to be posted; of the last one a use was redeemed. */
function begin(count: number): void {
  const orders = Array.from({ length: count }, (_, n) => {
    const _id = String(n).padStart(20, '0');
    const waits = { unposted: true, deliverAt: NOON, ...(n === count - 1 ? { vouchers: redeemed } : {}) };
    return anOrder({ ...waits, _id, merchantId, requestKeys: [_id], buyerKey: _id, codes: [_id] });
  });
  sim = simulationOf({ merchants: [merchant], orders }, NOON);
}

test.each([
  [999, 1],
  [1000, 2],
  [2500, 3],
])('unposted: of %i orders each is in every answer, once, by %i calls', async (count, calls) => {
  begin(count);
  expect((await ask(sim, OWNER, 'listRedemptions', {})).items).toHaveLength(1);
  expect(sim.calls().filter(({ collection }) => collection === 'orders')).toHaveLength(calls);
  expect(await ask(sim, OWNER, 'getBalance', {})).toEqual({ earnedFen: 0, escrowFen: count * 10_000 });
});
