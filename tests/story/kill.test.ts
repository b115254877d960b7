import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, expect, test } from '@jest/globals';

import type { Fault } from '../../emulator/faults/faults';
import { DAY, HOUR, MINUTE, standAt, START, startStory, type Driver } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, OWNER } from './shop';
import { startOn, type StartedCloud } from './started-cloud';

/**
 * One story, told three times: undisturbed, with every timer and notice doubled, and with a `kill -9` of the cloud's
 * process wherever the story says that one could come: between two steps, or in the middle of one. All tellings must
 * end in the same state, and whatever was acknowledged before a kill must be there after it.
 */

/** A step in whose middle the process may be killed: while this kind of call is held up, and something is seen. */
interface Step {
  readonly run: (cloud: Driver) => Promise<unknown>;
  readonly heldUp: { readonly function: string; readonly call: string };
  readonly until: (cloud: Driver) => Promise<boolean>;
}

/** Where the story could be cut: gives the cloud with which it goes on. */
type Cut = (cloud: Driver, step?: Step) => Promise<Driver>;

const made = (functionName: string, action: string) => async (cloud: Driver) =>
  (await cloud.calls()).some((call) => call.function === functionName && call.action === action);

const folder = mkdtempSync(join(tmpdir(), 'tuanquan-kill-'));
const open: { kill?(): Promise<void>; close?(): Promise<void> }[] = [];

afterEach(async () => {
  for (const cloud of open.splice(0)) await (cloud.kill ?? cloud.close)?.();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The story from the first order to the eighth day; every stage checks what was acknowledged before the cut. */
async function tell(from: Driver, cut: Cut) {
  let cloud = from;
  await shop.openShop(cloud);
  const dealId = await shop.publish(cloud, { stock: 10 });
  const [a, loner] = await openTwoGroups(cloud, dealId);
  const groupId = a.groupId ?? '';
  cloud = await cut(cloud);

  // A member's order, cut after WeChat has prepared the payment; the phone repeats its request.
  const joining = shop.ordering({ dealId, buy: 'join', groupId, quantity: 2 });
  cloud = await cut(cloud, {
    run: (at) => at.do('o-b', 'createOrder', joining),
    heldUp: { function: 'api', call: 'database.insertDocument' },
    until: made('api', 'unifiedOrder'),
  });
  const b = await cloud.do('o-b', 'createOrder', joining);
  expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ status: 'open', seatsLeft: 0, seatsHeld: 1 });
  expect(await shop.stockOf(cloud, dealId)).toBe(5);
  cloud = await cut(cloud);

  // The last member's payment, cut after his order is paid and before his group has formed.
  cloud = await cut(cloud, {
    run: (at) => at.pay('o-b', b.payment),
    heldUp: { function: 'pay-notify', call: 'database.modifyDocument' },
    until: made('pay-notify', 'database.modifyDocument'),
  });
  expect(await cloud.pay('o-b', b.payment)).toMatchObject({ status: 200 });
  await cloud.advance(MINUTE);
  expect(await cloud.do('o-b', 'getGroup', { groupId })).toMatchObject({ status: 'formed' });

  cloud = await redeemThrough(cloud, cut, [a.orderId, b.orderId]);
  cloud = await refundThrough(cloud, cut, b.orderId);
  cloud = await weekThrough(cloud, cut);
  return ending(cloud, dealId, { a: a.orderId, b: b.orderId, loner: loner.orderId });
}

async function openTwoGroups(cloud: Driver, dealId: string) {
  const leads = { dealId, buy: 'open' } as const;
  const a = await shop.buy(cloud, 'o-a', { ...leads, quantity: 2 });
  return [a, await shop.buy(cloud, 'o-loner', leads)] as const;
}

/** A redemption whose answer was lost with the process, and an undo. */
async function redeemThrough(from: Driver, cut: Cut, [a = '', b = '']: readonly string[]): Promise<Driver> {
  let cloud = from;
  const { code } = await shop.voucher(cloud, 'o-a', a);
  const scan = { requestId: id(), code };
  const first = await cloud.do(CLERK, 'redeemVoucher', scan);
  cloud = await cut(cloud);
  expect(await cloud.do(CLERK, 'redeemVoucher', scan)).toEqual(first);
  expect(await cloud.refusal(CLERK, 'redeemVoucher', { requestId: id(), code })).toEqual({
    error: 'VOUCHER_ALREADY_REDEEMED',
    detail: { redeemedAt: first.redeemedAt, storeName: '一号店', clerkName: '小王' },
  });
  const { redemptionId } = await shop.redeem(cloud, CLERK, { code: (await shop.voucher(cloud, 'o-b', b)).code });
  await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
  return cut(cloud);
}

/** A refund whose request WeChat has taken when the outbox dies, before it could write that down. */
async function refundThrough(from: Driver, cut: Cut, orderId: string): Promise<Driver> {
  const voucherIds = [`${orderId}V02`];
  const refund = { requestId: id(), orderId, voucherIds, reason: '退券' };
  const receipt = await from.do(OWNER, 'refundOrder', refund);
  const cloud = await cut(from, {
    run: (at) => at.advance(MINUTE),
    heldUp: { function: 'deliver', call: 'database.modifyDocument' },
    until: made('deliver', 'refund'),
  });
  expect(await cloud.do(OWNER, 'refundOrder', refund)).toEqual(receipt);
  await cloud.advance(10 * MINUTE);
  const { refunds } = await cloud.do('o-b', 'getOrder', { orderId });
  expect(refunds).toMatchObject([{ refundId: receipt.refundId, status: 'succeeded', amountFen: 2990 }]);
  return cloud;
}

/** A week's jump of the clock, cut when settlement has begun. */
async function weekThrough(from: Driver, cut: Cut): Promise<Driver> {
  const end = START + 8 * DAY;
  const cloud = await cut(from, {
    run: async (at) => at.advance(end - (await at.now())),
    heldUp: { function: 'settle', call: 'database.modifyDocument' },
    until: async (at) => (await at.now()) > START + 7 * DAY,
  });
  const now = await cloud.now();
  expect(now).toBeGreaterThan(START + 7 * DAY);
  expect(now).toBeLessThanOrEqual(end);
  await cloud.advance(end + HOUR - now);
  return cloud;
}

/** How it ended: whatever does not depend on the minute in which an interrupted timer went on. */
async function ending(cloud: Driver, dealId: string, orders: { a: string; b: string; loner: string }) {
  const views = [];
  const names: Record<string, string> = { [orders.a]: 'A', [orders.b]: 'B', [orders.loner]: 'L' };
  for (const [who, orderId] of Object.entries(orders)) {
    const order = await cloud.do(`o-${who}`, 'getOrder', { orderId });
    const { status, useStatus, refundedFen, groupStatus } = order;
    const vouchers = order.vouchers.map(({ status: is, settlement }) => `${is} ${settlement.status}`);
    views.push({ who, status, useStatus, refundedFen, groupStatus, vouchers });
    for (const { refundId } of order.refunds) names[refundId] = `R${names[orderId] ?? ''}`;
  }
  const rows = await shop.ledger(cloud, names);
  const { closingFen } = await cloud.do(OWNER, 'getStatement', { fromDay: '2030-01-07', toDay: '2030-01-20' });
  const { items } = await cloud.do(CLERK, 'listRedemptions', {});
  const redemptions = items.map((row) => row.undoneAt !== undefined).sort();
  const inbox = (await cloud.do('o-b', 'listMessages', {})).items.map((message) => message.kind).sort();
  const stock = await shop.stockOf(cloud, dealId);
  return { views, ledger: [...rows].sort(), accounts: shop.accounts(rows), closingFen, redemptions, inbox, stock };
}

const expected = {
  views: [
    {
      ...{ who: 'a', status: 'issued', useStatus: 'partly_used', refundedFen: 0, groupStatus: 'formed' },
      vouchers: ['used settled', 'valid settled'],
    },
    {
      ...{ who: 'b', status: 'issued', useStatus: 'unused', refundedFen: 2990, groupStatus: 'formed' },
      vouchers: ['valid settled', 'refunded reversed'],
    },
    {
      ...{ who: 'loner', status: 'refunded', useStatus: 'unused', refundedFen: 2990, groupStatus: 'failed' },
      vouchers: [],
    },
  ],
  ledger: [
    ['pay:A', 'wechat', 'escrow', 5980],
    ['pay:B', 'wechat', 'escrow', 5980],
    ['pay:L', 'wechat', 'escrow', 2990],
    ['refund:RB', 'escrow', 'wechat', 2990],
    ['refund:RL', 'escrow', 'wechat', 2990],
    ['settle:AV01:1:0', 'escrow', 'merchant', 2990],
    ['settle:AV02:1:0', 'escrow', 'merchant', 2990],
    ['settle:BV01:1:0', 'escrow', 'merchant', 2990],
    ['settle:BV01:1:1', 'escrow', 'merchant', 2990],
    ['unsettle:BV01:1:0', 'merchant', 'escrow', 2990],
  ],
  accounts: { wechat: -8970, escrow: 0, merchant: 8970 },
  closingFen: 8970,
  redemptions: [false, true],
  inbox: ['group_formed', 'redeemed', 'refunded'],
  stock: 6,
};

const undisturbed: Cut = async (cloud, step) => {
  await step?.run(cloud);
  return cloud;
};

test('undisturbed: the story and its end', async () => {
  const cloud = await startStory();
  open.push(cloud);
  expect(await tell(cloud, undisturbed)).toEqual(expected);
});

const twice: readonly Fault[] = [
  { match: {}, kind: 'timer-double' },
  { match: {}, kind: 'duplicate-notify' },
];

/** Every timer that has something to do runs twice at once; the idle days between would only take their time. */
const doubled: Cut = async (cloud, step) => {
  const idleUntil = step?.heldUp.function === 'settle' ? [START + DAY - MINUTE, START + 7 * DAY - MINUTE] : [];
  for (const at of idleUntil) {
    await cloud.faults();
    await cloud.advance(at - (await cloud.now()));
    await cloud.faults(...twice);
    await cloud.advance(10 * MINUTE);
  }
  if (idleUntil.length > 0) await cloud.faults();
  await step?.run(cloud);
  return cloud;
};

test('doubled: the story with every timer and every notice twice at once ends in the same state', async () => {
  const cloud = await startStory();
  open.push(cloud);
  await cloud.faults(...twice);
  expect(await tell(cloud, doubled)).toEqual(expected);
});

test('kill -9: the story cut at eight points ends in the same state', async () => {
  let running: StartedCloud = await startOn(folder);
  open.push({ kill: () => running.kill() });
  const { setUpCode } = running;
  await standAt(running, START);
  let cuts = 0;
  const killed: Cut = async (cloud, step) => {
    const before = await cloud.now();
    if (step) await runInto(cloud, step);
    await running.kill();
    running = await startOn(folder);
    cuts += 1;
    expect(running.setUpCode).toBe(setUpCode);
    expect(await running.now()).toBeGreaterThanOrEqual(before);
    if (!step) expect(await running.now()).toBe(before);
    return running;
  };
  expect(await tell(running, killed)).toEqual(expected);
  expect(cuts).toBe(8);
});

/** Begins a step and comes back in its middle: one of its calls is under way, and nobody will see its answer. */
async function runInto(cloud: Driver, { run, heldUp, until }: Step): Promise<void> {
  await cloud.forgetCalls();
  await cloud.faults({ match: heldUp, kind: 'delay' });
  const ended: string[] = [];
  run(cloud).then(
    () => ended.push('answered'),
    () => undefined,
  );
  while (!(await until(cloud))) {
    if (ended.length > 0) throw new Error(`the step was over before ${JSON.stringify(heldUp)} was held up`);
    await sleep(5);
  }
  expect(ended).toEqual([]);
}
