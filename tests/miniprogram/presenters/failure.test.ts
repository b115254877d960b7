import { describe, expect, test } from '@jest/globals';

import { explain, Told } from '../../../miniprogram/presenters/failure';
import { Refusal, Unreachable } from '../../../miniprogram/services/cloud';
import { errors, unexpected, unreachable } from '../../../miniprogram/text/errors';
import type { ErrorCode } from '../../../typings/error';

const NOW = Date.UTC(2026, 2, 8, 2);
const MINUTE = 60_000;

describe('explain', () => {
  test('every refusal has a sentence on what happened and one on what to do', () => {
    for (const code of Object.keys(errors) as ErrorCode[]) {
      const { what, todo } = explain(new Refusal(code, {}), NOW);
      expect([code, what.length > 3, todo.length > 3]).toEqual([code, true, true]);
    }
  });

  test.each<[ErrorCode, object, string]>([
    ['TOO_MANY_ATTEMPTS', { retryAt: NOW + 15 * MINUTE }, '10:15 之后才能再输入'],
    ['GROUP_FULL', { heldUntil: NOW + 3 * MINUTE }, '3分后没有付款'],
    ['LIMIT_REACHED', { left: 2 }, '最多还能买 2 份'],
    ['LIMIT_REACHED', { left: 0 }, '不能再买'],
    ['COMMISSION_TOO_LARGE', { payableFen: 990 }, '最多可结算 ¥9.90'],
    ['COMMISSION_TOO_LARGE', { payableFen: -100 }, '最多可结算 ¥0'],
    ['VOUCHER_ALREADY_REDEEMED', { redeemedAt: NOW - 5 * MINUTE, storeName: '江边店', clerkName: '小王' }, '09:55'],
    ['VOUCHER_ALREADY_REDEEMED', { redeemedAt: NOW, storeName: '江边店', clerkName: '小王' }, '江边店，小王核销'],
  ])('%s tells its particulars %j', (code, detail, said) => {
    const { what, todo } = explain(new Refusal(code, detail as Refusal['detail']), NOW);
    expect(what + todo).toContain(said);
  });

  test('only what may work the next time offers to try again', () => {
    expect(explain(new Unreachable(''), NOW)).toEqual({ ...unreachable, canRetry: true });
    expect(explain(new Refusal('INTERNAL', {}), NOW).canRetry).toBe(true);
    expect(explain(new Refusal('NOT_FOUND', {}), NOW).canRetry).toBe(false);
  });

  test('a page may say it in its own words, and a bug is told as one', () => {
    const told = { what: '日期不对', todo: '请改', canRetry: false };
    expect(explain(new Told(told), NOW)).toEqual(told);
    expect(explain(new TypeError('x'), NOW)).toEqual({ ...unexpected, canRetry: true });
  });
});
