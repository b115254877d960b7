import { voucherIdOf } from '../../../cloudfunctions/domain/ids';
import { dayOf } from '../../../cloudfunctions/domain/time';
import { OPERATOR } from '../../../emulator/local/set-up';
import type { Action, Input } from '../../../typings/api';
import { DAY_MS } from '../../scene';
import { pick, recent } from '../choices';
import { ask, ofShop, type Actor } from '../trade';
import type { Act } from './act';

/** Who asks for what, about an order. */
type Mistake = (actor: Actor, about: About) => readonly [person: string, action: Action, input: Input<Action>];

interface About {
  readonly requestId: string;
  readonly orderId: string;
  readonly dealId: string;
  readonly voucherId: string;
  readonly code: string;
}

/** What a page never sends, and somebody does: each is refused, and for that very reason. */
const mistakes: readonly Mistake[] = [
  ({ shop }, { requestId, dealId }) => [shop.owner, 'createOrder', { requestId, dealId, buy: 'join', quantity: 1 }],
  ({ shop }, { requestId, dealId }) => [shop.owner, 'createOrder', { requestId, dealId, buy: 'open', quantity: 1 }],
  ({ shop }, { requestId, orderId, voucherId }) => [
    shop.manager,
    'refundOrder',
    { requestId, orderId, voucherIds: [voucherId, voucherId], reason: '重复' },
  ],
  ({ shop }, { requestId, orderId, voucherId }) => [
    shop.manager,
    'refundOrder',
    { requestId, orderId, voucherIds: [voucherId], amountFen: 1, reason: '两样' },
  ],
  ({ shop }, { requestId, code, voucherId }) => [
    shop.clerks[2],
    'redeemVoucher',
    { requestId, code, storeId: shop.storeIds[0], alsoVoucherIds: [voucherId] },
  ],
  ({ shop }, { requestId, code }) => [
    shop.clerks[2],
    'redeemVoucher',
    { requestId, code, token: 'x', storeId: shop.storeIds[0] },
  ],
  ({ shop }, { code }) => [shop.clerks[2], 'prepareRedemption', { code }],
  ({ shop }, { requestId }) => [shop.owner, 'inviteStaff', { requestId, role: 'clerk', storeIds: [] }],
  ({ shop }, { requestId }) => [
    OPERATOR,
    'createMerchant',
    { requestId, appid: shop.appid, name: '又一店', subMchId: '1900000009' },
  ],
  ({ shop, trade }) => {
    const now = trade.sim.clock.now();
    return [shop.manager, 'getStatement', { fromDay: dayOf(now), toDay: dayOf(now - DAY_MS) }];
  },
  ({ shop }) => [shop.owner, 'recordConsent', { accepted: ['NOSUCHTEMPLATE'] }],
];

async function err(actor: Actor): Promise<void> {
  const { chance, name } = actor;
  const order = recent(
    chance,
    ofShop(actor, 'orders').filter(({ status, rules }) => status === 'issued' && rules.mode === 'alone'),
  );
  const [key = '', voucher] = Object.entries(order?.vouchers ?? {})[0] ?? [];
  if (!order || !voucher) return;
  const { _id: orderId, dealId } = order;
  const about = { requestId: `${name}-mistake`, orderId, dealId, voucherId: voucherIdOf(orderId, key) };
  await ask(actor, ...pick(chance, mistakes)(actor, { ...about, code: voucher.code }));
}

/** Requests that no page of ours sends. */
export const errors: readonly Act[] = [{ name: 'mistake', weight: 8, perform: err }];
