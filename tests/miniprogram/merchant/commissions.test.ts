import { describe, expect, test } from '@jest/globals';

import { commissionList } from '../../../miniprogram/merchant/presenters/commission-list';
import {
  newPayout,
  noPayoutProblems,
  payoutProblems,
  payoutView,
} from '../../../miniprogram/merchant/presenters/payout-form';
import { seatFilling } from '../../../miniprogram/merchant/presenters/seat-filling';
import type { CommissionRow } from '../../../typings/commission';

const row: CommissionRow = {
  ...{ leaderId: 'L1', nickname: '阿青', vouchers: 3, accruedFen: 897, payableFen: 598, paidFen: 299 },
};
const shown = (change: Partial<CommissionRow>, isOwner = true) =>
  commissionList({ items: [{ ...row, ...change }] }, isOwner).leaders[0];

describe('a leader in the list of commissions', () => {
  test('has what he earned, was paid, and may be paid', () => {
    expect(shown({})).toMatchObject({ name: '阿青', from: '来自 3 张券', canPay: true, note: '' });
    expect(shown({})?.facts.map(({ name, sum }) => `${name} ${sum}`)).toEqual([
      '累计 ¥8.97',
      '已付 ¥2.99',
      '可付 ¥5.98',
    ]);
  });

  test('below zero says that it is offset, and cannot be paid', () => {
    expect(shown({ payableFen: -120 })).toMatchObject({ canPay: false, note: expect.stringMatching(/多付了 ¥1.20/) });
  });

  test('with nothing payable says so', () => {
    expect(shown({ payableFen: 0 })).toMatchObject({ canPay: false, note: '现在没有可付的佣金。' });
  });

  test('is paid by the owner only', () => {
    expect(shown({}, false)?.canPay).toBe(false);
  });
});

describe('the payment to a leader', () => {
  test('begins with all that is payable', () => {
    expect(newPayout(598)).toEqual({ sum: '5.98', reference: '' });
    expect(payoutView(newPayout(598), 598)).toEqual({ hint: '最多 ¥5.98', button: '已付 ¥5.98' });
  });

  test.each([
    [{ sum: '5.98', reference: '微信转账' }, {}],
    [{ sum: '', reference: '微信转账' }, { sum: '请填写金额，如 29.9' }],
    [{ sum: '5.99', reference: '微信转账' }, { sum: '最多可付 ¥5.98' }],
    [{ sum: '1', reference: ' ' }, { reference: '请填写怎么付的' }],
  ])('says what is wrong with %j', (form, problems) => {
    expect(payoutProblems(form, 598)).toEqual({ ...noPayoutProblems, ...problems });
  });
});

describe('paying for seats', () => {
  test('says that the group forms, or who is missing still; and who bears it', () => {
    expect(seatFilling(2, 2)).toMatchObject({
      button: '补位 2 人',
      consequence: expect.stringMatching(/^补满后立即成团/),
    });
    expect(seatFilling(1, 3).consequence).toMatch(/^补位后还差 2 人/);
    expect(seatFilling(1, 3).question).toMatchObject({
      title: '补位 1 人？',
      content: expect.stringMatching(/不发券/),
    });
  });
});
