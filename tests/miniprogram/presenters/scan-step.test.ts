import { describe, expect, test } from '@jest/globals';

import { chosen, looked, redeemed } from '../../../miniprogram/clerk/presenters/scan-step';

const preview = {
  ...{ voucherId: 'V1', dealTitle: '洗车', usesLeft: 4, validUntil: Date.UTC(2026, 2, 8, 16), buyer: '阿' },
  others: [
    { voucherId: 'V2', usesLeft: 2 },
    { voucherId: 'V3', usesLeft: 0 },
    { voucherId: 'V4', usesLeft: 4 },
  ],
};

describe('a voucher that a clerk looks at', () => {
  test('offers the others of its order that have uses left, and one use', () => {
    const step = looked(preview);
    expect(step.others.map((other) => other.voucherId)).toEqual(['V2', 'V4']);
    expect(step).toMatchObject({ uses: 1, usesMax: 4, buyer: '买家 阿**', button: '确认核销 1 张' });
  });

  test('takes no more uses than each chosen voucher has', () => {
    const three = chosen(looked(preview), { uses: 3 });
    expect(three.button).toBe('确认核销 1 张 × 3 次');
    expect(chosen(three, { chosen: ['V2'] })).toMatchObject({ uses: 2, button: '确认核销 2 张 × 2 次' });
  });

  test('tells in one line what was redeemed', () => {
    expect(redeemed(chosen(looked(preview), { chosen: ['V2', 'V4'] }))).toMatchObject({ what: '3 次 · 3 张券' });
  });

  test('offers at most nine others: ten are redeemed at once', () => {
    const others = Array.from({ length: 20 }, (_, i) => ({ voucherId: `V${String(i)}`, usesLeft: 1 }));
    expect(looked({ ...preview, others }).others).toHaveLength(9);
  });
});
