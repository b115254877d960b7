import { consentKeyOf } from '../domain/merchant';
import { demand } from '../domain/failure';
import { personKeyOf } from '../domain/ids';
import * as input from '../runtime/input';
import { operation } from '../runtime/operation';
import { to } from '../runtime/terms';

/** A person allows one more message of each of these templates; WeChat asks for it at each send. */
export const recordConsent = operation('recordConsent', {
  role: 'buyer',
  input: input.object({ accepted: input.array(input.id).check(input.most(20)) }),
  async run({ accepted }, { caller, config, database }) {
    const known = Object.values(config.templates);
    demand(
      accepted.every((template) => known.includes(template)),
      'INVALID_INPUT',
      { field: 'accepted' },
    );
    const keys = [...new Set(accepted)].map(consentKeyOf);
    if (keys.length === 0) return { recorded: 0 };
    const { merchantId, person } = caller;
    const _id = personKeyOf(merchantId, person);
    const more = Object.fromEntries(keys.map((key) => [`consents.${key}`, to.add(1)]));
    if (!(await database.change('people', { _id }, more))) {
      const consents = Object.fromEntries(keys.map((key) => [key, 1]));
      await database.insert('people', [{ _id, merchantId, person, nickname: '', consents }]);
    }
    return { recorded: keys.length };
  },
});
