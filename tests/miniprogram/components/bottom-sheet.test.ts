/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/bottom-sheet/bottom-sheet', ['close']);

test('bottom-sheet: its cross and what is behind it close it', async () => {
  const sheet = await show({ heading: '选择门店' });
  expect(sheet.text()).toBe('选择门店');
  await sheet.send('.close', 'tap');
  await sheet.send('.dim', 'tap');
  expect(sheet.heard('close')).toHaveLength(2);
});
