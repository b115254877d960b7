/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('components/deal-cover/deal-cover');

test('deal-cover: a deal without a picture shows its title, one with a picture only that', async () => {
  const cover = await show({ fileId: '', title: '精致洗车' });
  expect(cover.text()).toBe('精致洗车');
  expect(cover.find('.picture')).toEqual([]);
  await cover.set({ fileId: 'cloud://env/wash.jpg' });
  expect(cover.text()).toBe('');
  expect(cover.find('.picture')).toHaveLength(1);
});
