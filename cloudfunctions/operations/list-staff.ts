import { by } from '../runtime/find';
import * as input from '../runtime/input';
import { merchantOf, operation } from '../runtime/operation';
import { inOrder, pageOf } from '../runtime/paging';
import { staffRow } from '../views/staff';

/** A manager sees who works here now. Whose role has ended, or was taken back, is not among them. */
export const listStaff = operation('listStaff', {
  role: 'manager',
  input: input.object(input.page),
  gather: (_, { merchantId }) => ({
    team: by('staff', 'merchantId', merchantId),
    stores: by('stores', 'merchantId', merchantId),
  }),
  run(page, context) {
    const { found, now } = context;
    const merchant = merchantOf(context);
    const storeIds = found.stores.map((store) => store._id);
    const rows = found.team.flatMap((staff) => {
      const row = staffRow(staff, merchant, storeIds, now);
      return row ? [{ row, place: { at: staff.createdAt, id: staff._id } }] : [];
    });
    const place = (placed: (typeof rows)[number]) => placed.place;
    return Promise.resolve(pageOf(inOrder(rows, page, place), page, place, ({ row }) => row));
  },
});
