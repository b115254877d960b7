import { expect, test } from '@jest/globals';
import { moneyPart, reportDays } from './report';

const nothing = {
  ...{ soldUnits: 0, soldFen: 0, groupsFormed: 0, groupsFailed: 0, redeemedUses: 0, settledFen: 0, refundedFen: 0 },
};

test('a report has every day, in order, and adds up whatever belongs to one', () => {
  const parts = [
    { day: '2030-01-02', soldUnits: 2, soldFen: 500 },
    { day: '2030-01-02', settledFen: 300 },
    { day: '2030-01-02', settledFen: -100, redeemedUses: 1 },
    { day: '2030-01-09', soldUnits: 9 },
  ];
  expect(reportDays(['2030-01-01', '2030-01-02'], parts)).toEqual([
    { ...nothing, day: '2030-01-01' },
    { ...nothing, day: '2030-01-02', soldUnits: 2, soldFen: 500, settledFen: 200, redeemedUses: 1 },
  ]);
});

test.each([
  ['a redemption settles', 'escrow', 'merchant', true, { settledFen: 5 }],
  ['time settles', 'escrow', 'merchant', false, { settledFen: 5 }],
  ['an undo takes back what was settled', 'merchant', 'escrow', true, { settledFen: -5 }],
  ['a refund of settled money is a refund', 'merchant', 'escrow', false, { refundedFen: 5 }],
  ['a payment is not earned yet', 'wechat', 'escrow', false, {}],
  ['what goes back to the buyer had been taken before', 'escrow', 'wechat', false, {}],
])('money of a day: %s', (_, from, to, ofUse, part) => {
  expect(moneyPart({ day: 'D', from, to, ofUse, fen: 5 })).toEqual({ day: 'D', ...part });
});
