import { beforeEach, describe, expect, test } from '@jest/globals';

import { Refusal, Unreachable } from '../../../miniprogram/services/cloud';
import { confirmPaid, pay, type Payable } from '../../../miniprogram/services/payment';

type Result = { readonly ok: boolean; readonly data?: object; readonly error?: string; readonly now: number };
type Sheet = { readonly success: () => void; readonly fail: (failure: { readonly errMsg: string }) => void };

const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=1', signType: 'MD5', paySign: 's' };
const payable: Payable = { orderId: 'O1', payment, askConsent: ['T1', 'T2'] };
const status = (word: string): Result => ({ ok: true, data: { status: word }, now: 0 });
const offline = 'offline';

/** WeChat around the services: what it answers, in turn, and what it was asked. */
const weixin = {
  answers: [] as (Result | typeof offline)[],
  asked: [] as { readonly action: string; readonly input: unknown }[],
  sheet: (sheet: Sheet): void => sheet.success(),
  consent: {} as Record<string, string> | undefined,
};

Object.assign(globalThis, {
  wx: {
    cloud: {
      callFunction({ data: event }: { readonly data: (typeof weixin.asked)[number] }) {
        weixin.asked.push(event);
        const result = weixin.answers.shift() ?? status('paid');
        return result === offline ? Promise.reject(new Error('fail')) : Promise.resolve({ result });
      },
    },
    requestPayment: (sheet: Sheet) => weixin.sheet(sheet),
    requestSubscribeMessage: () =>
      weixin.consent ? Promise.resolve(weixin.consent) : Promise.reject(new Error('20004')),
  },
});

beforeEach(() => {
  Object.assign(weixin, { answers: [], asked: [], sheet: (sheet: Sheet) => sheet.success(), consent: {} });
});

describe('a payment', () => {
  test('that succeeded is confirmed by the server', async () => {
    weixin.answers = [status('issued')];
    expect(await pay(payable)).toEqual({ kind: 'paid', status: 'issued' });
  });

  test('that the buyer left is cancelled, and nobody is asked', async () => {
    weixin.sheet = (sheet) => sheet.fail({ errMsg: 'requestPayment:fail cancel' });
    expect(await pay(payable)).toEqual({ kind: 'cancelled' });
    expect(weixin.asked).toEqual([]);
  });

  test.each([
    ['has it', status('paid'), { kind: 'paid', status: 'paid' }],
    ['has not heard of it', status('pending_payment'), { kind: 'unconfirmed' }],
    ['cannot be reached', offline, { kind: 'unconfirmed' }],
  ] as const)('whose sheet failed is asked for once; where the server %s, it says so', async (_, answer, end) => {
    weixin.sheet = (sheet) => sheet.fail({ errMsg: 'requestPayment:fail' });
    weixin.answers = [answer];
    expect(await pay(payable)).toEqual(end);
    expect(weixin.asked).toEqual([{ action: 'confirmPayment', input: { orderId: 'O1' } }]);
  });

  test('that succeeded is unconfirmed while the server knows nothing, or cannot be reached', async () => {
    weixin.answers = [status('pending_payment')];
    expect(await pay({ ...payable, askConsent: [] }, [])).toEqual({ kind: 'unconfirmed' });
    weixin.answers = [offline];
    expect(await pay({ ...payable, askConsent: [] }, [])).toEqual({ kind: 'unconfirmed' });
  });

  test('is followed by a question for consent, and what was allowed is recorded', async () => {
    weixin.consent = { T1: 'reject', T2: 'accept' };
    await pay(payable);
    expect(weixin.asked).toContainEqual({ action: 'recordConsent', input: { accepted: ['T2'] } });
  });

  test('goes on where consent cannot be asked', async () => {
    weixin.consent = undefined;
    expect(await pay(payable)).toMatchObject({ kind: 'paid' });
  });
});

describe('the confirmation of a payment', () => {
  test('is asked for again while the server has not heard of it, or cannot be reached', async () => {
    weixin.answers = [status('pending_payment'), offline, status('paid')];
    expect(await confirmPaid('O1', [0, 0, 0])).toBe('paid');
    expect(weixin.asked).toHaveLength(3);
  });

  test('stays open where the server has still not heard of it', async () => {
    weixin.answers = [status('pending_payment'), status('pending_payment')];
    expect(await confirmPaid('O1', [0])).toBe('pending_payment');
  });

  test('gives up where the server stays unreachable', async () => {
    weixin.answers = [offline, offline];
    await expect(confirmPaid('O1', [0])).rejects.toThrow(Unreachable);
  });

  test('ends at once with a refusal', async () => {
    weixin.answers = [{ ok: false, error: 'NOT_FOUND', now: 0 }];
    await expect(confirmPaid('O1', [0])).rejects.toThrow(Refusal);
    expect(weixin.asked).toHaveLength(1);
  });
});
