/** @jest-environment jsdom */
import { beforeEach, expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/seat-filling/seat-filling', ['done']);

const asked: object[] = [];
let answer: object | undefined;
let isConfirmed = true;
const callFunction = ({ data }: { readonly data: object }): Promise<object> => {
  asked.push(data);
  return answer ? Promise.resolve({ result: answer }) : Promise.reject(new Error('callFunction:fail timeout'));
};

beforeEach(() => {
  asked.length = 0;
  [answer, isConfirmed] = [undefined, true];
  const { wx } = globalThis as unknown as { readonly wx: object };
  const given = { cloud: { callFunction }, showModal: () => Promise.resolve({ confirm: isConfirmed }) };
  Object.assign(globalThis, { wx: Object.assign(Object.create(wx) as object, given) });
});

test('seat-filling: all missing seats are proposed, fewer can be chosen, and it says what follows', async () => {
  const card = await show({ groupId: 'G1', most: 3 });
  expect(card.text()).toContain('补满后立即成团');
  await card.send('.number-stepper--fewer', 'tap');
  expect(card.text()).toContain('补位后还差 1 人');
});

test('seat-filling: nothing is sent before it is confirmed', async () => {
  isConfirmed = false;
  const card = await show({ groupId: 'G2', most: 1 });
  await card.tap('补位 1 人');
  expect(asked).toEqual([]);
});

test('seat-filling: without an answer only the very same is sent again, also by a card shown anew', async () => {
  const card = await show({ groupId: 'G3', most: 2 });
  await card.tap('补位 2 人');
  expect(card.text()).toContain('再试一次会重复同一次，不会多补');
  answer = { ok: true, now: 0, data: { status: 'formed' } };
  const again = await show({ groupId: 'G3', most: 2 });
  await again.tap('补位 2 人');
  expect(asked).toHaveLength(2);
  expect(asked[1]).toEqual(asked[0]);
  expect(again.heard('done')).toHaveLength(1);
});

test('seat-filling: two taps before the question comes are one answer', async () => {
  answer = { ok: true, now: 0, data: { status: 'open' } };
  const card = await show({ groupId: 'G4', most: 1 });
  await Promise.all([card.tap('补位 1 人'), card.tap('补位 1 人')]);
  expect(asked).toHaveLength(1);
});
