import type { LeaderAccount } from '../domain/commission';
import { payoutsOf } from '../domain/ledger';
import { MINUTE_MS } from '../domain/time';
import type { World } from '../runtime/operation';
import { insertMissing } from './rows';

/** A pay-out that was not certain is asked for again this much later, under the same number. */
const ASK_AGAIN_MS = MINUTE_MS;

/** Carries a leader's pay-outs on, and posts the transfers of those that are paid. Again without harm. */
export async function carryOutPayouts(world: World, account: LeaderAccount): Promise<void> {
  const { database, now, payouts } = world;
  const { _id, paidFen, person } = account;
  let waits = false;
  for (const [payoutId, { fen: amountFen, reference, status }] of Object.entries(account.payouts)) {
    if (status === 'paid') continue;
    if ((await payouts.pay({ payoutId, person, amountFen, reference })) === 'later') waits = true;
    else {
      const path = `payouts.${payoutId}`;
      const pending = { _id, [`${path}.status`]: 'pending' };
      await database.change('leaders', pending, { [`${path}.status`]: 'paid', [`${path}.paidAt`]: now });
    }
  }
  const carried = await database.get('leaders', _id);
  if (carried) await insertMissing(world, 'transfers', payoutsOf(carried));
  await database.change('leaders', { _id, paidFen }, { deliverAt: waits ? now + ASK_AGAIN_MS : null });
}
