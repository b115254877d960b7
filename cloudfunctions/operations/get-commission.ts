import { personKeyOf } from '../domain/ids';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { earnedBy } from '../trade/commissions';

/** A leader sees what he has earned, whether his account has been opened yet or not; who never led sees zeros. */
export const getCommission = operation('getCommission', {
  role: 'buyer',
  input: input.nothing,
  gather: (_, { merchantId, person }) => ({ account: byId('leaders', personKeyOf(merchantId, person)) }),
  async run(_, { caller, database, found, now }) {
    const leaderId = personKeyOf(caller.merchantId, caller.person);
    const account = found.account[0] ?? { _id: leaderId, person: caller.person, paidFen: 0 };
    const earned = (await earnedBy(database, caller.merchantId, [account], now)).get(leaderId);
    const { accruedFen = 0, payableFen = 0, paidFen = 0 } = earned ?? {};
    return { accruedFen, payableFen, paidFen };
  },
});
