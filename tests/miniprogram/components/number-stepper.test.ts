/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/number-stepper/number-stepper', ['change']);

test('number-stepper: each tap asks for one less or one more', async () => {
  const stepper = await show({ value: 2, max: 3 });
  await stepper.send('.more', 'tap');
  await stepper.send('.fewer', 'tap');
  expect(stepper.heard('change')).toEqual([{ value: 3 }, { value: 1 }]);
});

test.each([
  ['above its most', { value: 3, max: 3 }, '.more'],
  ['below its least', { value: 1, max: 3 }, '.fewer'],
  ['while it is fixed', { value: 2, max: 3, isFixed: true }, '.more'],
])('number-stepper: nothing is asked for %s', async (_, properties, tapped) => {
  const stepper = await show(properties);
  await stepper.send(tapped, 'tap');
  expect(stepper.heard('change')).toEqual([]);
});
