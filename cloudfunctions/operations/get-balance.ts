import type { Balance } from '../../typings/report';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { transfersBefore } from '../trade/posted';
import { balanceAfter } from '../views/statement';

/**
 * A manager sees what is earned, and what of the buyers' money is not yet. All transfers are added up, a call for each
 * thousand: as long as the shop's whole history.
 */
export const getBalance = operation('getBalance', {
  role: 'manager',
  input: input.nothing,
  async run(_, { caller, database, now }) {
    let balance: Balance = { earnedFen: 0, escrowFen: 0 };
    for await (const transfer of transfersBefore(database, caller.merchantId, now + 1)) {
      balance = balanceAfter(balance, transfer);
    }
    return balance;
  },
});
