import { personKeyOf } from '../domain/ids';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, operation } from '../runtime/operation';

/**
 * Anyone says what to be called. Nothing else is asked of a person. The same name again changes nothing: an update
 * that changes nothing answers as one that found nobody, so whether the person is known is read first.
 */
export const saveProfile = operation('saveProfile', {
  role: 'buyer',
  input: input.object({ nickname: input.text(40) }),
  gather: (_, { merchantId, person }) => ({ me: byId('people', personKeyOf(merchantId, person)) }),
  async run({ nickname }, { caller, database, found }) {
    const { merchantId, person } = caller;
    const _id = personKeyOf(merchantId, person);
    const [me] = found.me;
    if (!me) await database.insert('people', [{ _id, merchantId, person, nickname, consents: {} }]);
    else if (me.nickname !== nickname) current(await database.change('people', { _id }, { nickname }));
    return { nickname };
  },
});
