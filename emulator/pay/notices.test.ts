import { describe, expect, test } from '@jest/globals';
import { notices } from './notices';
import { buyer, merchant, noon, payForTests, type PayForTests } from './pay-for-tests';
import { payAtSheet } from './pay-at-sheet';

interface Heard {
  readonly at: number;
  readonly name: string;
  readonly event: unknown;
  readonly identity: unknown;
}

/** A function that notes what it is told and gives the answers in turn, the last one for ever. */
function listener(pay: PayForTests, answers: readonly (() => unknown)[]) {
  const heard: Heard[] = [];
  const agendum = notices(pay, (name, event, identity) => {
    heard.push({ at: pay.clock.t, name, event, identity });
    const answer = answers[Math.min(heard.length, answers.length) - 1];
    return Promise.resolve().then(answer);
  });
  return { heard, agendum };
}

const yes = () => ({ errcode: 0, errmsg: 'SUCCESS' });

/** Runs everything that falls due until `end`, each at its own time. */
async function runUntil(pay: PayForTests, agendum: ReturnType<typeof notices>, end: number): Promise<void> {
  for (let at = agendum.nextAt(); at !== undefined && at <= end; at = agendum.nextAt()) {
    pay.clock.t = Math.max(at, pay.clock.t);
    await agendum.run(at);
  }
  pay.clock.t = end;
}

describe('notices', () => {
  test('notices: a payment is told to the function of the order, in the fields of the cloud', async () => {
    const pay = payForTests();
    const { prepay_id } = pay.call('unifiedOrder', { attach: 'GROUP1' });
    const { heard, agendum } = listener(pay, [yes]);
    const action = { package: `prepay_id=${String(prepay_id)}`, outcome: 'success', openid: 'buyer' } as const;
    const { noticeId, body } = payAtSheet(pay, action);
    await agendum.deliver(noticeId ?? '');
    expect(heard).toEqual([
      {
        at: noon,
        name: 'pay-notify',
        identity: { appid: 'wxmerchant', source: 'wx_paycallback' },
        event: expect.objectContaining({
          returnCode: 'SUCCESS',
          resultCode: 'SUCCESS',
          subAppid: 'wxmerchant',
          subMchId: merchant,
          subOpenid: buyer.openid,
          outTradeNo: 'T1',
          transactionId: body.transactionId,
          totalFee: 100,
          cashFee: 100,
          feeType: 'CNY',
          tradeType: 'JSAPI',
          bankType: 'OTHERS',
          timeEnd: '20261122120000',
          attach: 'GROUP1',
          isSubscribe: 'N',
        }),
      },
    ]);
    expect(agendum.nextAt()).toBeUndefined();
  });

  const failures: readonly (readonly [string, () => unknown])[] = [
    ['throws', () => Promise.reject(new Error('broken'))],
    ['answers another code', () => ({ errcode: 1 })],
    ['answers the code as text', () => ({ errcode: '0' })],
    ['answers in camelCase', () => ({ errCode: 0 })],
    ['answers nothing', () => null],
  ];
  test.each(failures)('notices: a function that %s is told again after 15 seconds, and then no more', async (_, no) => {
    const pay = payForTests();
    const { heard, agendum } = listener(pay, [no, yes]);
    pay.buy('T1');
    await runUntil(pay, agendum, noon + 86_400_000);
    expect(heard.map(({ at }) => at - noon)).toEqual([0, 15_000]);
  });

  test('notices: a function that never answers is told at growing intervals for two days', async () => {
    const pay = payForTests();
    const { heard, agendum } = listener(pay, [() => undefined]);
    pay.buy('T1');
    await runUntil(pay, agendum, noon + 5 * 86_400_000);
    const gaps = heard.slice(1).map(({ at }, i) => (at - (heard[i]?.at ?? 0)) / 1000);
    const documented = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10_800, 10_800, 10_800, 21_600, 21_600];
    expect(gaps.slice(0, 15)).toEqual(documented);
    expect((heard.at(-1)?.at ?? 0) - noon).toBeLessThanOrEqual(48 * 3_600_000);
    expect((heard.at(-1)?.at ?? 0) - noon).toBeGreaterThan(40 * 3_600_000);
    expect(agendum.nextAt()).toBeUndefined();
  });

  test('notices: the next try is written before the function is called, so a crash repeats the notice', async () => {
    const pay = payForTests();
    const { agendum } = listener(pay, [() => new Promise(() => undefined)]);
    const { noticeId } = pay.buy('T1');
    void agendum.deliver(noticeId ?? '');
    const afterRestart = listener(pay, [yes]);
    expect(afterRestart.agendum.nextAt()).toBe(noon + 15_000);
    await runUntil(pay, afterRestart.agendum, noon + 60_000);
    expect(afterRestart.heard).toHaveLength(1);
  });

  test('notices: two who deliver the same notice at once wait for one delivery', async () => {
    const pay = payForTests();
    const { heard, agendum } = listener(pay, [yes]);
    const { noticeId } = pay.buy('T1');
    await Promise.all([agendum.deliver(noticeId ?? ''), agendum.run(noon), agendum.deliver(noticeId ?? '')]);
    expect(heard).toHaveLength(1);
  });

  test('notices: who delivers a notice that is under way waits until it is answered', async () => {
    const pay = payForTests();
    let isAnswered = false;
    const slow = () =>
      new Promise((resolve) => {
        setTimeout(() => {
          isAnswered = true;
          resolve(yes());
        }, 5);
      });
    const { agendum } = listener(pay, [slow]);
    const { noticeId } = pay.buy('T1');
    const first = agendum.run(noon);
    await agendum.deliver(noticeId ?? '');
    expect(isAnswered).toBe(true);
    await first;
  });

  test('notices: notifyAfterMs puts the first notice off', async () => {
    const pay = payForTests();
    const { prepay_id } = pay.call('unifiedOrder');
    const { heard, agendum } = listener(pay, [yes]);
    const action = { package: `prepay_id=${String(prepay_id)}`, outcome: 'success', openid: 'buyer' } as const;
    expect(payAtSheet(pay, { ...action, notifyAfterMs: 90_000 })).not.toHaveProperty('noticeId');
    await runUntil(pay, agendum, noon + 86_400_000);
    expect(heard.map(({ at }) => at - noon)).toEqual([90_000]);
  });
});

describe('notice faults', () => {
  const rows: readonly (readonly [
    string,
    'drop-notify' | 'duplicate-notify' | 'delay-notify',
    number | undefined,
    number[],
  ])[] = [
    ['drop-notify of the first try leaves the second', 'drop-notify', 1, [15_000]],
    ['drop-notify without a number loses every try', 'drop-notify', undefined, []],
    ['duplicate-notify tells twice at once', 'duplicate-notify', 1, [0, 0]],
    ['delay-notify tells ten minutes later', 'delay-notify', undefined, [600_000]],
  ];
  test.each(rows)('notices: %s', async (_, kind, nth, told) => {
    const pay = payForTests();
    pay.faults.replace([{ match: { function: 'pay-notify' }, kind, ...(nth === undefined ? {} : { nth }) }]);
    const { heard, agendum } = listener(pay, [yes]);
    pay.buy('T1');
    await runUntil(pay, agendum, noon + 3 * 86_400_000);
    expect(heard.map(({ at }) => at - noon)).toEqual(told);
  });
});

describe('refund notices', () => {
  const rows: readonly (readonly [string, boolean, Record<string, unknown>])[] = [
    ['arrived', false, { refundStatus: 'SUCCESS', successTime: '2026-11-22 12:00:05' }],
    ['not arrived', true, { refundStatus: 'CHANGE' }],
  ];
  test.each(rows)('notices: money that has %s is told five seconds after the request', async (_, abnormal, told) => {
    const pay = payForTests();
    if (abnormal) pay.faults.replace([{ match: {}, kind: 'refund-abnormal' }]);
    const { heard, agendum } = listener(pay, [yes]);
    pay.buy('T1');
    const refund = { out_trade_no: 'T1', out_refund_no: 'R1', refund_fee: 30, total_fee: 100 };
    const { refund_id } = pay.call('refund', { ...refund, function_name: 'refund-notify' });
    await runUntil(pay, agendum, noon + 60_000);
    expect(heard[1]).toMatchObject({ at: noon + 5000, name: 'refund-notify', identity: { source: 'wx_paycallback' } });
    const same = { outTradeNo: 'T1', outRefundNo: 'R1', refundId: refund_id, refundFee: 30, settlementRefundFee: 30 };
    expect(heard[1]?.event).toMatchObject({ ...same, totalFee: 100, ...told });
    expect(pay.engine.find('sys_pay_accounts', {})[0]?.balanceFen).toBe(abnormal ? 100 : 70);
  });

  test('notices: a refund that names no function is told to nobody', () => {
    const pay = payForTests();
    pay.buy('T1');
    pay.call('refund', { out_trade_no: 'T1', out_refund_no: 'R1', refund_fee: 30, total_fee: 100 });
    expect(pay.engine.count('sys_pay_notices', { kind: 'refund' })).toBe(0);
  });
});
