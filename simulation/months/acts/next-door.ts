import type { Order } from '../../../cloudfunctions/domain/order';
import { redemptionIdOf, voucherIdOf } from '../../../cloudfunctions/domain/ids';
import type { Action, Input } from '../../../typings/api';
import { oneOf, recent } from '../choices';
import { ask, ofShop, wordOf, type Actor } from '../trade';
import type { Act } from './act';

/** Who asks for what. */
type Try = readonly [person: string, action: Action, input: Input<Action>];

/** What people of one shop could try with an order of another one, and with what belongs to it. */
function triesWith({ shop, chance, name }: Actor, { _id: orderId, dealId, groupId, vouchers, rules }: Order): Try[] {
  const { owner, manager, buyers, clerks, storeIds } = shop;
  const buyer = oneOf(chance, buyers) ?? '';
  const [key = 'V01'] = Object.keys(vouchers);
  const { code } = vouchers[key] ?? { code: '' };
  const voucherId = voucherIdOf(orderId, key);
  const requestId = `${name}-next-door`;
  const wanted = { requestId, dealId, quantity: 1 };
  return [
    [owner, 'getMerchantOrder', { orderId }],
    [manager, 'refundOrder', { requestId, orderId, reason: '走错门' }],
    [manager, 'adjustStock', { requestId, dealId, delta: 1 }],
    [manager, 'unpublishDeal', { dealId }],
    [manager, 'undoRedemption', { requestId, redemptionId: redemptionIdOf(orderId, key, 'R1'), reason: '走错门' }],
    [buyer, 'getVoucher', { voucherId }],
    [buyer, 'createOrder', { ...wanted, buy: 'alone' }],
    ...(groupId === null
      ? []
      : ([
          [buyer, 'createOrder', { ...wanted, buy: 'join', groupId }],
          [manager, 'fillSeats', { requestId, groupId, seats: 1 }],
        ] satisfies Try[])),
    // Two shops may have brought the same code along.
    ...(rules.codeSource === 'imported'
      ? []
      : ([[clerks[2], 'redeemVoucher', { requestId, code, storeId: storeIds[0] }]] satisfies Try[])),
  ];
}

/** Nothing of one shop is there for another one: whoever is told anything has found a leak. */
async function knock(actor: Actor): Promise<void> {
  const { trade, shop, chance } = actor;
  const [other = shop] = trade.shops.filter((its) => its !== shop);
  const order = recent(chance, ofShop({ ...actor, shop: other }, 'orders'));
  const picked = order && oneOf(chance, triesWith(actor, order));
  if (!picked) return;
  const told = await ask(actor, ...picked);
  trade.chronicle.saw(`next door ${wordOf(told)}`);
  if (told.ok) trade.chronicle.complain(`${picked[1]} was answered about what is another shop's: ${order._id}`);
}

/** What people try with the ids of another shop. */
export const nextDoor: readonly Act[] = [{ name: 'knock next door', weight: 12, perform: knock }];
