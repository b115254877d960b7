import { describe, expect, test } from '@jest/globals';

import { fieldOfPart, formOf, newForm, type DealForm } from '../../../miniprogram/merchant/presenters/deal-form';
import { dealFields } from '../../../miniprogram/merchant/presenters/deal-problems';
import { readForm } from '../../../miniprogram/merchant/presenters/read-form';
import type { DealInput } from '../../../typings/deal';

const alone: DealInput = {
  ...{ title: '洗车', description: '外观\n内饰', imageFileIds: ['cloud://a'], mode: 'alone', alonePriceFen: 6800 },
  ...{ stock: 200, limitPerBuyer: 3, unitsPerOrderMax: 10, usesPerVoucher: 5, validity: { untilDay: '2026-12-31' } },
  ...{ excludedDays: ['2026-10-01'], excludedWeekdays: [6, 7], storeIds: ['S1'], codeSource: 'generated' },
  refund: { anytime: true, onExpiry: false, restock: true },
};

const share: DealInput = {
  ...{ title: '洗车', description: '', imageFileIds: [], mode: 'share', groupPriceFen: 2990, groupSize: 3 },
  ...{ windowMinutes: 720, stock: 0, unitsPerOrderMax: 1, usesPerVoucher: 1, validity: { days: 30 } },
  ...{ excludedDays: [], excludedWeekdays: [], codeSource: 'generated' },
  refund: { anytime: true, onExpiry: true, restock: false },
  ...{ saleStartsAt: Date.UTC(2026, 10, 22, 2, 30), saleEndsAt: Date.UTC(2026, 11, 31, 15, 59) },
};

const tiered: DealInput = {
  ...{ title: '亲子', description: '', imageFileIds: [], mode: 'tiered', stock: 50, unitsPerOrderMax: 2 },
  tiers: [
    { size: 2, priceFen: 9900 },
    { size: 5, priceFen: 7950 },
  ],
  ...{ windowMinutes: 1440, usesPerVoucher: 1, validity: { days: 30 }, excludedDays: [], excludedWeekdays: [] },
  ...{ refund: { anytime: true, onExpiry: true, restock: false }, codeSource: 'generated' },
};
const commission: DealInput = { ...share, mode: 'commission', commission: { kind: 'percent', value: 12 } };
const imported: DealInput = { ...share, codeSource: 'imported', stock: 0 };

const readWith = (change: Partial<DealForm>) => readForm({ ...newForm(), title: '洗车', ...change });
const deal = (change: Partial<DealForm>) => {
  const read = readWith(change);
  return 'deal' in read ? read.deal : undefined;
};

describe('the form of a deal', () => {
  test.each([
    ['alone, with every rule', alone],
    ['share, on sale for a while', share],
    ['tiered', tiered],
    ['commission, a part', commission],
    ['commission, a sum', { ...commission, commission: { kind: 'fixed', value: 350 } } satisfies DealInput],
    ['imported codes', imported],
  ])('gives back the deal that it shows: %s', (_, written) => {
    expect(readForm(formOf(written))).toEqual({ deal: written });
  });

  test('has only the rules of its mode, whatever was typed for another', () => {
    expect(deal({ mode: 'share' })).not.toHaveProperty('commission');
    expect(deal({ mode: 'share', tiers: [{ size: 'x', price: '' }] })).not.toHaveProperty('tiers');
    const steps = deal({ mode: 'tiered', groupPrice: 'x', tiers: [{ size: '3', price: '9.9' }] });
    expect(steps).toMatchObject({ tiers: [{ size: 3, priceFen: 990 }] });
    expect(steps).not.toHaveProperty('groupSize');
  });

  test('a deal with imported codes begins without stock, and gives none back', () => {
    expect(deal({ codeSource: 'imported', stock: 'x', restock: true })).toMatchObject({
      ...{ codeSource: 'imported', stock: 0, refund: { restock: false } },
    });
  });

  test('a new one lacks a title only, and is a group of two', () => {
    expect(readForm(newForm())).toEqual({ problems: [{ field: 'title', reason: 'text_missing' }] });
    expect(deal({})).toMatchObject({ mode: 'share', groupSize: 2, windowMinutes: 1440, validity: { days: 60 } });
  });

  test('what is empty and may be so is left out', () => {
    expect(Object.keys(deal({ limitPerBuyer: ' ', alonePrice: '' }) ?? {})).not.toEqual(
      expect.arrayContaining(['limitPerBuyer']),
    );
    expect(deal({})).not.toHaveProperty('groupPriceFen');
    expect(deal({})).not.toHaveProperty('storeIds');
    expect(deal({ stores: 'some' })).toMatchObject({ storeIds: [] });
  });

  test('a deal without a group has no rules of one, whatever was typed before', () => {
    const written = deal({ mode: 'alone', groupPrice: 'x', groupSize: '', windowMinutes: '0' });
    expect(written).not.toHaveProperty('groupPriceFen');
    expect(written).not.toHaveProperty('windowMinutes');
  });

  test.each<readonly [part: Partial<DealForm>, field: string, reason: string]>([
    [{ title: '  ' }, 'title', 'text_missing'],
    [{ title: 'x'.repeat(61) }, 'title', 'text_too_long'],
    [{ description: 'x'.repeat(5001) }, 'description', 'text_too_long'],
    [{ groupPrice: '29,9' }, 'groupPriceFen', 'not_a_sum'],
    [{ groupPrice: '0' }, 'groupPriceFen', 'number_too_small'],
    [{ alonePrice: '1000000.01' }, 'alonePriceFen', 'number_too_large'],
    [{ groupSize: '' }, 'groupSize', 'number_missing'],
    [{ groupSize: '501' }, 'groupSize', 'number_too_large'],
    [{ windowMinutes: '1.5' }, 'windowMinutes', 'not_a_number'],
    [{ mode: 'tiered' }, 'tiers', 'not_a_sum'],
    [{ mode: 'tiered', tiers: [{ size: '', price: '9' }] }, 'tiers', 'number_missing'],
    [{ mode: 'commission', commissionPercent: '1.5' }, 'commission', 'not_a_number'],
    [{ mode: 'commission', commissionKind: 'fixed' }, 'commission', 'not_a_sum'],
    [{ stock: '-1' }, 'stock', 'not_a_number'],
    [{ limitPerBuyer: '201' }, 'limitPerBuyer', 'number_too_large'],
    [{ unitsPerOrderMax: '0' }, 'unitsPerOrderMax', 'number_too_small'],
    [{ usesPerVoucher: '101' }, 'usesPerVoucher', 'number_too_large'],
    [{ days: '' }, 'validity', 'number_missing'],
    [{ validity: 'untilDay' }, 'validity', 'day_missing'],
  ])('says what cannot be read: %j', (part, field, reason) => {
    expect(readWith(part)).toEqual({ problems: [{ field, reason }] });
  });

  test('every part of it stands at a field of the editor', () => {
    const fields: readonly string[] = dealFields;
    const lost = Object.keys(newForm()).filter((part) => !fields.includes(fieldOfPart(part)));
    expect(lost).toEqual([]);
  });
});
