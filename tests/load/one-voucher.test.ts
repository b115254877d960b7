import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fault } from '../../emulator/faults/faults';
import type { VoucherView } from '../../typings/order';
import { buy, id, OWNER, publish, voucher } from '../story/shop';
import { answerOf, asks, outcomes, type Shot } from './fire';
import { patienceMs, progress, say, size, startLoadShop, type LoadShop } from './load-shop';
import { overtaken } from './overlap';

const CLERKS = 100;
const VOUCHERS = size(20, 1);

let shop: LoadShop;
const clerks = Array.from({ length: CLERKS }, (_, i) => `o-clerk-${String(i)}`);

beforeAll(async () => {
  shop = await startLoadShop();
  const offer = { role: 'clerk', storeIds: [shop.storeId] } as const;
  const invited = await shop.fire(
    'inviting',
    clerks.map(() => asks(OWNER, 'inviteStaff', { requestId: id(), ...offer })),
  );
  const accepted = clerks.map((clerk, i) => {
    const answer = answerOf(invited[i] as (typeof invited)[number]);
    const { invitation } = (answer.ok ? answer.data : {}) as { invitation: string };
    return asks(clerk, 'acceptInvitation', { invitation, nickname: `店员${String(i)}` });
  });
  await shop.fire('accepting', accepted);
}, patienceMs(3));
afterAll(() => shop.close());

/** Every other clerk scans the picture, the others type the digits below it. */
const scan = (clerk: string, i: number, { token = '', code }: VoucherView): Shot =>
  asks(clerk, 'redeemVoucher', { requestId: id(), ...(i % 2 === 0 ? { token } : { code }) });

const heldUp: Fault = {
  ...{ match: { action: 'redeemVoucher', call: 'database.modifyDocument' }, kind: 'delay', nth: 1 },
};

test(
  `one voucher: ${String(CLERKS)} clerks at once, one of them redeems it`,
  async () => {
    let disturbed = 0;
    for (let nth = 0; nth < VOUCHERS; nth += 1) {
      const openid = `o-guest-${String(nth)}`;
      const { orderId } = await buy(shop, openid, { dealId: await publish(shop), buy: 'alone' });
      const shown = await voucher(shop, openid, orderId);
      // Every other time whoever writes first is held up, so that others surely come between his look and his update.
      if (nth % 2 === 0) await shop.faults(heldUp);
      await shop.forgetCalls();
      const hits = await shop.fire(
        nth === 0 ? 'one voucher' : '',
        clerks.map((clerk, i) => scan(clerk, i, shown)),
      );
      await shop.faults();
      expect(outcomes(hits)).toEqual({ ok: 1, VOUCHER_ALREADY_REDEEMED: CLERKS - 1 });
      disturbed += overtaken(await shop.log(), 'orders');
      const winner = hits.findIndex((hit) => answerOf(hit).ok);
      const redeemed = { redeemedAt: await shop.now(), storeName: '一号店', clerkName: `店员${String(winner)}` };
      const told = hits.map((hit) => answerOf(hit)).flatMap((answer) => (answer.ok ? [] : [answer.detail]));
      expect(told).toEqual(told.map(() => redeemed));
      const [order] = await shop.query('orders', { _id: orderId });
      const { V01 } = order?.vouchers as Record<string, { usesLeft: number; redemptions: object }>;
      expect([V01?.usesLeft, Object.keys(V01?.redemptions ?? {}).length]).toEqual([0, 1]);
      progress('one voucher, vouchers', nth + 1, VOUCHERS);
    }
    say(`  one voucher: ${String(disturbed)} clerks were overtaken`);
    expect(disturbed).toBeGreaterThanOrEqual(VOUCHERS / 2);
  },
  patienceMs(5),
);
