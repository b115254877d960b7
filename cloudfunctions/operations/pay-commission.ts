import { demand } from '../domain/failure';
import { payoutNumberOf } from '../domain/ids';
import type { Payout } from '../domain/commission';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation, remember } from '../runtime/operation';
import { to } from '../runtime/terms';
import { earnedBy } from '../trade/commissions';
import { carryOutPayouts } from '../trade/payout';

/**
 * The owner pays a leader, at most what is payable to him. The update rests on all pay-outs that were seen, so that two
 * at once cannot both pay the same money.
 */
export const payCommission = operation('payCommission', {
  role: 'owner',
  remembers: 'leaders',
  input: input.object({
    requestId: input.requestId,
    leaderId: input.id,
    amountFen: input.fen,
    reference: input.text(80),
  }),
  gather: ({ leaderId }) => ({ account: byId('leaders', leaderId) }),
  async run({ amountFen, reference }, context) {
    const { caller, database, found, now, request } = context;
    const [account] = found.account;
    demand(account?.merchantId === caller.merchantId, 'NOT_FOUND');
    const { _id, paidFen } = account;
    const payableFen = (await earnedBy(database, caller.merchantId, [account], now)).get(_id)?.payableFen ?? 0;
    demand(amountFen <= payableFen, 'COMMISSION_TOO_LARGE', { payableFen });
    const answer = { payoutId: payoutNumberOf(request.key), amountFen };
    const payout: Payout = { fen: amountFen, reference, by: caller.person, at: now, status: 'pending' };
    const changes = { paidFen: to.add(amountFen), [`payouts.${answer.payoutId}`]: to.be(payout), deliverAt: now };
    current(await database.change('leaders', { _id, paidFen }, { ...changes, ...remember(request, answer) }));
    const recorded = await database.get('leaders', _id);
    if (recorded) await carryOutPayouts(context, recorded);
    return answer;
  },
});
