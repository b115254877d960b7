import { afterEach, expect, test } from '@jest/globals';
import { DEFAULT_APPID, merchantNumbers } from '../../emulator/local/set-up';
import { ask, OWNER, openShop, refused } from '../../simulation/shop';
import { createSimulation, type Simulation } from '../../simulation/simulation';
import { OPERATOR } from './cast';

/** What was once answered, or counted, as it must not be. */
const opened: Simulation[] = [];

function simulate(): Simulation {
  const sim = createSimulation({ seed: 1 });
  opened.push(sim);
  return sim;
}

afterEach(() => {
  for (const sim of opened.splice(0)) sim.close();
});

test('the operator names two merchants under one request id: the second is refused, not a bug', async () => {
  const sim = simulate();
  const merchant = (appid: string) =>
    ask(sim, OPERATOR, 'createMerchant', {
      ...{ requestId: 'new-merchant', appid, name: '商家', subMchId: merchantNumbers[1] ?? '' },
    });
  const first = await merchant('wx-first');
  await refused(merchant('wx-second'), 'REQUEST_ID_REUSED');
  expect(await merchant('wx-first')).toEqual(first);
  expect(sim.printed()).toEqual([]);
});

test('set-up codes of two merchants under one request id: the second is refused, not a bug', async () => {
  const sim = simulate();
  await openShop(sim);
  const [first] = (await ask(sim, OPERATOR, 'listMerchants', {})).items;
  const about = { requestId: 'new-merchant', appid: 'wx-second', name: '商家', subMchId: merchantNumbers[1] ?? '' };
  const second = await ask(sim, OPERATOR, 'createMerchant', about);
  const setUp = (merchantId: string) => ask(sim, OPERATOR, 'issueSetupCode', { requestId: 'set-up-code', merchantId });
  const code = await setUp(first?.merchantId ?? '');
  await refused(setUp(second.merchantId), 'REQUEST_ID_REUSED');
  expect(await setUp(first?.merchantId ?? '')).toEqual(code);
  expect(await ask(sim, OWNER, 'getMe', {})).toMatchObject({ roles: ['buyer', 'owner'] });
  expect(sim.printed()).toEqual([]);
});

const noNumber = { toString: 1, valueOf: 1 };
const about = { returnCode: 'SUCCESS', resultCode: 'SUCCESS', outTradeNo: 'x', outRefundNo: 'x', transactionId: 'x' };
const notices = [
  ['nothing', null],
  ['an amount that is no number', { ...about, openid: 'x', totalFee: noNumber, refundFee: noNumber }],
] as const;

test.each(notices)('a notice says %s: it is not taken, and nothing fails', async (_, event) => {
  const sim = simulate();
  for (const name of ['pay-notify', 'refund-notify']) {
    const answer = await sim.invoke(name, event, { appid: DEFAULT_APPID, source: 'wx_paycallback' });
    expect([name, answer]).toEqual([name, { errcode: -1, errmsg: 'NOT_TAKEN' }]);
  }
});
