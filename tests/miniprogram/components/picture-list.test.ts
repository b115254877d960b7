/** @jest-environment jsdom */
import { expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/picture-list/picture-list', ['change']);
const fileIds = ['cloud://a.jpg', 'cloud://b.jpg'];

test('picture-list: the first picture is the cover, another can be put first', async () => {
  const list = await show({ fileIds });
  expect(list.find('.image')).toHaveLength(2);
  await list.send('.link', 'tap');
  expect(list.heard('change')).toEqual([{ value: ['cloud://b.jpg', 'cloud://a.jpg'] }]);
});

test('picture-list: nothing can be added to nine pictures', async () => {
  const list = await show({ fileIds });
  expect(list.find('.add')).toHaveLength(1);
  await list.set({ fileIds: Array.from({ length: 9 }, (_, index) => `cloud://${index}.jpg`) });
  expect(list.find('.add')).toEqual([]);
});
