import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReportDay } from '../../typings/report';
import { DAY, HOUR, MINUTE, SECOND, startStory, type Story } from './cloud-driver';
import { buy, CLERK, formGroup, id, openShop, OWNER, publish, redeem, voucher } from './shop';

const nothing = {
  ...{ soldUnits: 0, soldFen: 0, groupsFormed: 0, groupsFailed: 0, redeemedUses: 0, settledFen: 0, refundedFen: 0 },
};
const span = { fromDay: '2030-01-06', toDay: '2030-01-15' };

/** What the days come to that the story tells; 29.90 in a group, 50.00 alone. */
const monday: ReportDay = {
  ...nothing,
  ...{ day: '2030-01-07', soldUnits: 7, soldFen: 2 * 2990 + 3 * 5000 + 2990 + 5000, groupsFormed: 1 },
  ...{ redeemedUses: 1, settledFen: 2990 },
};
const tuesday: ReportDay = {
  ...{ ...nothing, day: '2030-01-08', soldUnits: 2, soldFen: 10_000, groupsFailed: 1 },
  ...{ redeemedUses: 1, settledFen: 5000, refundedFen: 1000 },
};
const zero = (...days: string[]): ReportDay[] => days.map((day) => ({ ...nothing, day }));

let cloud: Story;
let dealId = '';
let group: Awaited<ReturnType<typeof formGroup>>;
let threeUnits = '';

const report = () => cloud.do(OWNER, 'getReport', span);
const statement = () => cloud.do(OWNER, 'getStatement', span);
const total = (days: readonly ReportDay[], field: 'settledFen' | 'refundedFen' | 'soldFen'): number =>
  days.reduce((sum, day) => sum + day[field], 0);

async function use(orderId: string, openid: string, nth: number): Promise<string> {
  const { code } = await cloud.do(openid, 'getVoucher', { voucherId: `${orderId}V0${String(nth)}` });
  return (await redeem(cloud, CLERK, { code })).redemptionId;
}

async function advanceTo(instant: string): Promise<void> {
  await cloud.advance(Date.parse(instant) - (await cloud.now()));
}

beforeAll(async () => {
  cloud = await startStory();
  await openShop(cloud);
  dealId = await publish(cloud);
});

afterAll(() => cloud.close());

describe('report: a shop over some days', () => {
  test('a day counts what was sold, formed, used and settled; what was undone is not used', async () => {
    group = await formGroup(cloud, dealId, ['o-a', 'o-b']);
    threeUnits = (await buy(cloud, 'o-c', { dealId, buy: 'alone', quantity: 3 })).orderId;
    await buy(cloud, 'o-d', { dealId, buy: 'open' });
    const { code } = await voucher(cloud, 'o-a', group.orderIds[0] ?? '');
    await redeem(cloud, CLERK, { code });
    const redemptionId = await use(threeUnits, 'o-c', 1);
    await cloud.do(CLERK, 'undoRedemption', { requestId: id(), redemptionId, reason: '扫错了' });
    const { days } = await report();
    expect(days[1]).toEqual({ ...monday, soldUnits: 6, soldFen: monday.soldFen - 5000 });
  });

  test('it says the same before its rows are posted and afterwards', async () => {
    expect(await cloud.query('transfers')).toEqual([]);
    const before = await report();
    await cloud.advance(2 * MINUTE);
    expect(await cloud.query('transfers')).toHaveLength(7);
    expect(await report()).toEqual(before);
  });

  test('midnight in Shanghai ends a day, for what was paid a second before and at it', async () => {
    await advanceTo('2030-01-07T23:59:59+08:00');
    await buy(cloud, 'o-e', { dealId, buy: 'alone' });
    await cloud.advance(SECOND);
    await buy(cloud, 'o-f', { dealId, buy: 'alone', quantity: 2 });
    const { days } = await report();
    expect(days).toEqual([
      ...zero('2030-01-06'),
      monday,
      { ...nothing, day: '2030-01-08', soldUnits: 2, soldFen: 10_000 },
      ...zero('2030-01-09', '2030-01-10', '2030-01-11', '2030-01-12', '2030-01-13', '2030-01-14', '2030-01-15'),
    ]);
  });

  test('a group has failed when its time is over, whether a timer has run or not', async () => {
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    await advanceTo('2030-01-08T10:00:00+08:00');
    const failed = { groupsFormed: 0, groupsFailed: 1 };
    expect((await report()).days[2]).toMatchObject(failed);
    await cloud.faults();
    await cloud.advance(5 * MINUTE);
    expect((await report()).days[2]).toMatchObject(failed);
  });

  test('a refund counts where it takes settled money back, as in a statement', async () => {
    const refund = { requestId: id(), orderId: group.orderIds[0] ?? '', amountFen: 1000, reason: '不满意' };
    await cloud.do(OWNER, 'refundOrder', refund);
    await use(threeUnits, 'o-c', 2);
    expect((await report()).days.slice(1, 3)).toEqual([monday, tuesday]);
  });

  test('what nobody used is settled on the day on which its week is over', async () => {
    await advanceTo('2030-01-15T00:30:00+08:00');
    await cloud.advance(HOUR);
    const { days } = await report();
    const [sunday, ...week] = days;
    expect(sunday).toEqual({ ...nothing, day: '2030-01-06' });
    expect(week).toEqual([
      ...[monday, tuesday, ...zero('2030-01-09', '2030-01-10', '2030-01-11', '2030-01-12', '2030-01-13')],
      { ...nothing, day: '2030-01-14', settledFen: 2990 + 2 * 5000 },
      { ...nothing, day: '2030-01-15', settledFen: 3 * 5000 },
    ]);
  });

  test('its sums are those of the statement over the same days, and of the ledger', async () => {
    await cloud.advance(DAY);
    const [{ days }, { settledFen, refundedFen }] = [await report(), await statement()];
    expect([total(days, 'settledFen'), total(days, 'refundedFen')]).toEqual([35_980, 1000]);
    expect([settledFen, refundedFen]).toEqual([35_980, 1000]);
    const paid = (await cloud.query('transfers', { from: 'wechat' })).reduce((sum, { fen }) => sum + Number(fen), 0);
    expect([total(days, 'soldFen'), paid]).toEqual([38_970, 38_970]);
  });

  test('it names the deals that sold for the most, by their titles of now', async () => {
    const other = await publish(cloud, { title: '打蜡一次', mode: 'alone', alonePriceFen: 50_000 });
    await buy(cloud, 'o-g', { dealId: other, buy: 'alone' });
    const { deals } = await cloud.do(OWNER, 'getReport', { fromDay: '2030-01-07', toDay: '2030-01-31' });
    expect(deals).toEqual([
      { dealId: other, title: '打蜡一次', soldUnits: 1, soldFen: 50_000 },
      { dealId, title: '精洗一次', soldUnits: 9, soldFen: 38_970 },
    ]);
  });

  test('92 days are a report, 93 are not; a clerk has none', async () => {
    const fromDay = '2030-01-01';
    const { days } = await cloud.do(OWNER, 'getReport', { fromDay, toDay: '2030-04-02' });
    expect(days).toHaveLength(92);
    const refused = { error: 'INVALID_INPUT', detail: { field: 'toDay' } };
    expect(await cloud.refusal(OWNER, 'getReport', { fromDay, toDay: '2030-04-03' })).toEqual(refused);
    expect(await cloud.refusal(OWNER, 'getReport', { fromDay, toDay: '2029-12-31' })).toEqual(refused);
    expect(await cloud.refusal(CLERK, 'getReport', { fromDay, toDay: fromDay })).toEqual({ error: 'FORBIDDEN' });
  });
});

describe('report: at the edges', () => {
  const of = (fromDay: string, toDay = fromDay) => cloud.do(OWNER, 'getReport', { fromDay, toDay });

  test('a day is from midnight to midnight, for what is not posted yet as for what is', async () => {
    await advanceTo('2030-02-01T12:00:00+08:00');
    const { orderId } = await buy(cloud, 'o-h', { dealId, buy: 'alone', quantity: 4 });
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    const at = async (nth: number, instant: string) => {
      await advanceTo(instant);
      await use(orderId, 'o-h', nth);
    };
    await at(1, '2030-02-01T23:59:59.999+08:00');
    await at(2, '2030-02-02T00:00:00.000+08:00');
    await at(3, '2030-02-02T23:59:59.999+08:00');
    await at(4, '2030-02-03T00:00:00.000+08:00');
    const saturday = { ...nothing, day: '2030-02-02', redeemedUses: 2, settledFen: 10_000 };
    expect((await of('2030-02-02')).days).toEqual([saturday]);
    await cloud.faults();
    await cloud.advance(2 * MINUTE);
    expect((await of('2030-02-02')).days).toEqual([saturday]);
  });

  test('a tiered group whose time is over has formed on that day, whether a timer has run or not', async () => {
    await advanceTo('2030-02-04T12:00:00+08:00');
    const tiers = [
      { size: 2, priceFen: 4000 },
      { size: 5, priceFen: 3000 },
    ];
    const tiered = await publish(cloud, { mode: 'tiered', tiers, windowMinutes: 60 });
    await formGroup(cloud, tiered, ['o-a', 'o-b']);
    expect((await of('2030-02-04')).days).toMatchObject([{ groupsFormed: 0, groupsFailed: 0 }]);
    await cloud.faults({ match: {}, kind: 'timer-skip' });
    await cloud.advance(HOUR);
    expect((await of('2030-02-04')).days).toMatchObject([{ groupsFormed: 1, groupsFailed: 0 }]);
    await cloud.faults();
    await cloud.advance(5 * MINUTE);
    expect((await of('2030-02-04')).days).toMatchObject([{ groupsFormed: 1, groupsFailed: 0 }]);
    expect((await of('2030-02-05')).days).toMatchObject([{ groupsFormed: 0, groupsFailed: 0 }]);
  });

  test('of more than ten deals ten are named, and those that sold for the same always in the same order', async () => {
    await advanceTo('2030-02-06T12:00:00+08:00');
    const sold: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      sold.push(await publish(cloud, { title: `第${String(n)}款`, mode: 'alone', alonePriceFen: 700 }));
      await buy(cloud, 'o-i', { dealId: sold[n] ?? '', buy: 'alone' });
    }
    const { deals } = await of('2030-02-06');
    expect(deals.map((deal) => deal.dealId)).toEqual([...sold].sort().slice(0, 10));
    expect((await of('2030-02-07')).deals).toEqual([]);
  });
});
