import { describe, expect, test } from '@jest/globals';

import { noProblems, storeForm, storeInput } from '../../../miniprogram/merchant/presenters/store-form';

const store = { storeId: 'S1', name: '江边店', address: '某路 1 号', phone: '' };

describe('the form of a store', () => {
  test.each([
    ['one without a partner', store, ''],
    ['one whose partner gets nothing', { ...store, partnerPercent: 0 }, ''],
    ['one of a partner', { ...store, partnerPercent: 20 }, '20'],
  ])('of %s can be saved as it is', (_, saved, shown) => {
    const form = storeForm(saved);
    expect(form.partnerPercent).toBe(shown);
    const given = shown ? { partnerPercent: Number(shown) } : {};
    expect(storeInput(form)).toEqual({ store: { name: '江边店', address: '某路 1 号', ...given } });
  });

  test.each(['0', '101', '1.5', 'x'])('refuses %s percent', (partnerPercent) => {
    expect(storeInput({ ...storeForm(store), partnerPercent })).toEqual({
      problems: { ...noProblems, partnerPercent: '请填 1–100 的整数' },
    });
  });

  test('says what is missing', () => {
    expect(storeInput(storeForm())).toMatchObject({ problems: { name: '请填写', address: '请填写' } });
  });
});
