import { cursorOf } from '../../../cloudfunctions/runtime/paging';
import { fileIdOf } from '../../../emulator/storage/cloud-path';
import type { Chance } from '../../../simulation/chance';
import { CODE_FILE } from '../policy/shop';
import type { Things, World } from '../two-shops';

/** By the name of a field: the things whose ids it may hold. */
const THINGS: Readonly<Record<string, readonly (keyof Things)[]>> = {
  dealId: ['shelfId', 'shelfId', 'draftId', 'importedId'],
  groupId: ['groupId'],
  orderId: ['orderId', 'pastOrderId', 'unpaidOrderId', 'unheardOrderId'],
  voucherId: ['voucherId', 'nextVoucherId'],
  voucherIds: ['voucherId', 'nextVoucherId', 'leadersVoucherId'],
  alsoVoucherIds: ['voucherId', 'nextVoucherId', 'leadersVoucherId'],
  storeId: ['storeId', 'otherStoreId'],
  storeIds: ['storeId', 'otherStoreId'],
  staffId: ['staffId'],
  clerkId: ['staffId'],
  leaderId: ['leaderId'],
  refundId: ['refundId'],
  redemptionId: ['redemptionId'],
  messageIds: ['messageId'],
  invitation: ['invitation', 'takenInvitation'],
  setupCode: ['setupCode', 'spentSetupCode'],
  token: ['token'],
  code: ['code'],
  merchantId: ['merchantId'],
};

const DAYS = ['2026-11-22', '2026-11-01', '2026-12-31', '2027-06-01'];

/** Of how many requests of a kind two have the same id. */
const REQUESTS = 40;

/** What fields may hold in a world, for somebody of one of its shops; now and then it is the other's, or nobody's. */
export function namesOf({ first, second, missing, snapshot }: World, chance: Chance, isFirst: boolean) {
  const [home, other] = isFirst ? [first, second] : [second, first];
  const at = [snapshot.now + 3_600_000, snapshot.now + 86_400_000 * 30];
  const others: Readonly<Record<string, () => readonly unknown[]>> = {
    requestId: () => [`fuzz-request-${String(chance.below(REQUESTS))}`],
    ...Object.fromEntries(['day', 'fromDay', 'toDay', 'untilDay', 'excludedDays'].map((name) => [name, () => DAYS])),
    ...Object.fromEntries(['roleUntil', 'saleStartsAt', 'saleEndsAt'].map((name) => [name, () => at])),
    ...Object.fromEntries(['version', 'uses', 'quantity', 'seats'].map((name) => [name, () => [1]])),
    cursor: () => [cursorOf({ at: snapshot.now, id: home.orderId })],
    accepted: () => ['demo-refunded', 'demo-redeemed', 'demo-group-result'],
    fileId: () => [fileIdOf(CODE_FILE.path)],
    subMchId: () => ['1900000004'],
    appid: () => [`wx00000000fuzz${String(chance.below(REQUESTS))}`],
  };
  return (field: string): readonly unknown[] => {
    const whose = chance.below(8);
    const of = whose === 0 ? other : whose === 1 ? missing : home;
    return Object.hasOwn(THINGS, field) ? (THINGS[field] ?? []).map((thing) => of[thing]) : (others[field]?.() ?? []);
  };
}
