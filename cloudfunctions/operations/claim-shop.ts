import { demand } from '../domain/failure';
import { personKeyOf, secretIdOf } from '../domain/ids';
import { newStaff } from '../domain/merchant';
import { byId } from '../runtime/find';
import * as input from '../runtime/input';
import { current, merchantOf, operation } from '../runtime/operation';
import { to } from '../runtime/terms';

/**
 * Whoever has the operator's set-up code becomes the owner of the shop, and names it. An earlier owner no longer is. No
 * other place here stays the new one's: he would have it on when somebody else claims the shop.
 */
export const claimShop = operation('claimShop', {
  role: 'buyer',
  input: input.object({ setupCode: input.text(40), merchantName: input.text(40) }),
  gather: (_, caller) => ({ staff: byId('staff', personKeyOf(caller.merchantId, caller.person)) }),
  async run({ setupCode, merchantName }, context) {
    const { caller, now, database, staff } = context;
    const merchant = merchantOf(context);
    const id = secretIdOf('set-up code', setupCode);
    demand(merchant.setUp?.id === id, 'INVITATION_INVALID');
    const { claimedBy } = merchant.setUp;
    demand(claimedBy === null || claimedBy === caller.person, 'INVITATION_INVALID');
    if (claimedBy === null) {
      const free = { _id: merchant._id, 'setUp.id': id, 'setUp.claimedBy': null };
      const claimed = { owner: caller.person, name: merchantName, 'setUp.claimedBy': caller.person };
      current(await database.change('merchants', free, claimed));
    }
    if (!staff) {
      const staffId = personKeyOf(merchant._id, caller.person);
      await database.insert('staff', [newStaff(staffId, merchant._id, caller.person, merchantName, now)]);
    } else if (claimedBy === null || Object.keys(staff.grants).length > 0) {
      await database.change('staff', { _id: staff._id }, { grants: to.be({}), revokedAt: now });
    }
    return { merchantId: merchant._id };
  },
});
