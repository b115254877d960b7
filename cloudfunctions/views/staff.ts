import type { Role, StaffRow, StoreRow } from '../../typings/staff';
import { positionAt, type Grant, type Merchant, type Staff, type Store } from '../domain/merchant';

/** Everything that a person is here: a buyer always, and what was given to him and has not ended. */
export function rolesAt(
  {
    merchant,
    staff,
    person,
    operators,
  }: {
    readonly merchant: Merchant | undefined;
    readonly staff: Staff | undefined;
    readonly person: string;
    readonly operators: readonly string[];
  },
  now: number,
): Role[] {
  const granted = standingGrants(staff, now).map((grant) => grant.role);
  const roles: readonly (readonly [Role, boolean])[] = [
    ['buyer', true],
    ['clerk', granted.includes('clerk')],
    ['manager', granted.includes('manager')],
    ['owner', merchant?.owner === person],
    ['operator', operators.includes(person)],
  ];
  return roles.flatMap(([role, holds]) => (holds ? [role] : []));
}

/** Somebody who works here now, with the stores in which he redeems; nothing for someone who no longer does. */
export function staffRow(
  staff: Staff,
  merchant: Merchant,
  storeIds: readonly string[],
  now: number,
): StaffRow | undefined {
  const position = positionAt(merchant, staff, staff.person, now);
  if (!position) return undefined;
  const roleUntil = position.role === 'owner' ? undefined : endOf(standingGrants(staff, now), position.role);
  return {
    ...{ staffId: staff._id, nickname: staff.nickname, role: position.role },
    storeIds: position.storeIds ?? storeIds,
    ...(roleUntil === undefined ? {} : { roleUntil }),
  };
}

/** A store as its merchant sees it. */
export function storeRow({ _id, name, address, phone, partnerPercent }: Store): StoreRow {
  return {
    ...{ storeId: _id, name, address },
    ...(phone === null ? {} : { phone }),
    ...(partnerPercent === undefined ? {} : { partnerPercent }),
  };
}

function standingGrants(staff: Staff | undefined, now: number): Grant[] {
  return Object.values(staff?.grants ?? {}).filter((grant) => grant.until === null || now < grant.until);
}

/** When the last of the grants of a role ends; nothing if one of them never does. */
function endOf(grants: readonly Grant[], role: Grant['role']): number | undefined {
  const ends = grants.filter((grant) => grant.role === role).map((grant) => grant.until ?? Infinity);
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : undefined;
}
