import { personKeyOf } from '../domain/ids';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';

/** Anyone says what to be called. Nothing else is asked of a person. */
export const saveProfile = operation('saveProfile', {
  role: 'buyer',
  input: input.object({ nickname: input.text(40) }),
  async run({ nickname }, { caller, database }) {
    const { merchantId, person } = caller;
    const _id = personKeyOf(merchantId, person);
    if (!(await database.change('people', { _id }, { nickname }))) {
      await database.insert('people', [{ _id, merchantId, person, nickname, consents: {} }]);
    }
    return { nickname };
  },
});
