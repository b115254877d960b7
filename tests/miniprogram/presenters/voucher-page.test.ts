import { describe, expect, test } from '@jest/globals';

import { inFours, useToTell, voucherPage } from '../../../miniprogram/presenters/voucher-page';
import type { VoucherView } from '../../../typings/order';

const NOW = Date.UTC(2026, 2, 8, 2);

const voucher: VoucherView = {
  ...{ voucherId: 'O1V01', orderId: 'O1', dealTitle: '洗车', status: 'valid', code: '123456789012', usesLeft: 3 },
  ...{ qrText: 'https://q.example/v/T', tokenExpiresAt: NOW + 60_000, usesPerVoucher: 5, validUntil: NOW + 86_400_000 },
  ...{ excludedDays: ['2026-05-01'], excludedWeekdays: [6, 7], settlement: { status: 'pending', dueAt: NOW } },
  ...{ stores: [], redemptions: [] },
};

describe('the page of a voucher', () => {
  test('shows the code in groups of four, and what is left of a times card', () => {
    expect(voucherPage(voucher, NOW)).toMatchObject({ code: '1234 5678 9012', uses: '剩 3/5 次', face: 'valid' });
    expect(inFours('FILM-2030-10007')).toBe('FILM-2030-10007');
  });

  test('names the days on which it is of no use', () => {
    expect(voucherPage(voucher, NOW).exclusions).toBe('周六、周日、5月1日 周五不可用');
    expect(voucherPage({ ...voucher, excludedDays: [], excludedWeekdays: [] }, NOW).exclusions).toBe('');
  });

  test.each(['used', 'expired', 'refunding', 'refunded'] as const)('says in words that it is %s', (status) => {
    const { qrText, tokenExpiresAt, ...spent } = { ...voucher, status };
    expect([qrText, tokenExpiresAt]).not.toContain(undefined);
    const page = voucherPage(spent, NOW);
    expect(page).toMatchObject({ face: status, qrText: '' });
    expect(page.faceTitle).not.toBe('');
  });

  test('notices by itself where it was just used', () => {
    const redemption = { redeemedAt: NOW, storeName: '江边店', uses: 1 };
    const before = voucherPage(voucher, NOW);
    const after = voucherPage({ ...voucher, usesLeft: 2, redemptions: [redemption] }, NOW);
    const told = useToTell(before, after);
    expect(told?.what).toBe('江边店 · 使用 1 次');
    expect(useToTell(after, after, told)).toEqual(told);
    expect(useToTell(after, after)).toBeUndefined();
  });

  test('no longer tells of a use that was taken back', () => {
    const redemption = { redeemedAt: NOW, storeName: '江边店', uses: 1 };
    const before = voucherPage({ ...voucher, redemptions: [redemption] }, NOW);
    const after = voucherPage({ ...voucher, redemptions: [{ ...redemption, undoneAt: NOW + 1 }] }, NOW);
    expect(useToTell(before, after, before.history[0])).toBeUndefined();
    expect(useToTell(voucherPage(voucher, NOW), after)).toBeUndefined();
  });
});
