import type { StaffRow, StoreRow } from '../../../typings/staff';
import { fullMoment } from '../../presenters/time';
import { staff as text } from '../text/staff';

/** A person who works for the merchant, as the owner sees him. */
export interface StaffShown {
  readonly staffId: string;
  readonly name: string;
  readonly role: string;
  readonly where: string;
  readonly until: string;
  readonly canRevoke: boolean;
}

/** Who works here, and the stores for which others can be invited. */
export interface StaffPage {
  readonly staff: readonly StaffShown[];
  readonly stores: readonly { readonly storeId: string; readonly name: string }[];
}

/** What the page of the staff shows. */
export function staffPage(rows: readonly StaffRow[], stores: readonly StoreRow[]): StaffPage {
  return {
    staff: rows.map((row) => shown(row, stores)),
    stores: stores.map(({ storeId, name }) => ({ storeId, name })),
  };
}

function shown({ staffId, nickname, role, storeIds, roleUntil }: StaffRow, stores: readonly StoreRow[]): StaffShown {
  const names = stores.filter((store) => storeIds.includes(store.storeId)).map((store) => store.name);
  return {
    ...{ staffId, name: nickname, role: text.roles[role] },
    where: role === 'clerk' ? names.join('、') : text.everywhere,
    until: roleUntil === undefined ? '' : text.untilShown(fullMoment(roleUntil)),
    canRevoke: role !== 'owner',
  };
}
