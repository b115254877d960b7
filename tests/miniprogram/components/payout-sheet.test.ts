/** @jest-environment jsdom */
import { beforeEach, expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/payout-sheet/payout-sheet', ['done', 'close']);

const asked: object[] = [];
let answer: object | undefined;
const callFunction = ({ data }: { readonly data: object }): Promise<object> => {
  asked.push(data);
  return answer ? Promise.resolve({ result: answer }) : Promise.reject(new Error('callFunction:fail timeout'));
};
const leader = (leaderId: string) => ({ leader: { leaderId, name: '阿青', payableFen: 598 } });

beforeEach(() => {
  asked.length = 0;
  answer = undefined;
  const { wx } = globalThis as unknown as { readonly wx: object };
  const given = { cloud: { callFunction }, showModal: () => Promise.resolve({ confirm: true }) };
  Object.assign(globalThis, { wx: Object.assign(Object.create(wx) as object, given) });
});

test('payout-sheet: begins with all that is payable, and sends nothing before it says how it was paid', async () => {
  const sheet = await show(leader('L1'));
  await sheet.tap('已付 ¥5.98');
  expect(sheet.text()).toContain('请填写怎么付的');
  expect(asked).toEqual([]);
});

test('payout-sheet: without an answer only the very same is sent again, also by a sheet opened anew', async () => {
  const sheet = await show(leader('L2'));
  await sheet.send('text-field[data-name="reference"]', 'change', { value: '微信转账' });
  await sheet.tap('已付 ¥5.98');
  expect(sheet.text()).toContain('再试一次不会重复');
  answer = { ok: true, now: 0, data: { payoutId: 'P1', amountFen: 598 } };
  const again = await show(leader('L2'));
  await again.tap('再试一次');
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect(again.heard('done')).toHaveLength(1);
});

test('payout-sheet: a refusal because less is payable by now says so', async () => {
  answer = { ok: false, now: 0, error: 'COMMISSION_TOO_LARGE', detail: { payableFen: 100 } };
  const sheet = await show(leader('L3'));
  await sheet.send('text-field[data-name="reference"]', 'change', { value: '微信转账' });
  await sheet.tap('已付 ¥5.98');
  expect(sheet.text()).toContain('可付的佣金刚刚有变化');
});

test('payout-sheet: two taps before the question comes are one answer', async () => {
  answer = { ok: true, now: 0, data: { payoutId: 'P1', amountFen: 598 } };
  const sheet = await show(leader('L4'));
  await sheet.send('text-field[data-name="reference"]', 'change', { value: '微信转账' });
  await Promise.all([sheet.tap('已付 ¥5.98'), sheet.tap('已付 ¥5.98')]);
  expect(asked).toHaveLength(1);
});
