import { describe, expect, test } from '@jest/globals';

import { convertSelector } from './selectors';
import { convertValue } from './values';

describe('a selector', () => {
  test.each([
    ['.a', '.a'],
    ['view.a > text', 'wx-view.a > wx-text'],
    ['page', 'wx-page:where(:scope)'],
    ['page.dark .a', 'wx-page:where(:scope).dark .a'],
    ['#top', ':is([wx-id="top"],#top)'],
    ['.a::after, .b:not(.c)', '.a::after, .b:not(.c)'],
    ['*', '*'],
  ])('of a page: %s', (selector, converted) => {
    expect(convertSelector(selector, { kind: 'page' })).toBe(converted);
  });

  test.each([
    ['.a.b view', '.price--a.price--b wx-view'],
    [':host', '[wx-host="price"]'],
    [':host .a', '[wx-host="price"] .price--a'],
  ])('of a component with its own styles: %s', (selector, converted) => {
    expect(convertSelector(selector, { kind: 'component', scope: 'price' })).toBe(converted);
  });
});

test.each([
  ['12px', '12px'],
  ['-20rpx 1.5rpx', 'calc(var(--rpx) * -20) calc(var(--rpx) * 1.5)'],
  ['calc(100vh - 10rpx)', 'calc(100cqh - calc(var(--rpx) * 10))'],
  ['100dvh', '100cqh'],
  ['url(a-10rpx.png)', 'url(a-10rpx.png)'],
  ['var(--x10rpx, #10vh)', 'var(--x10rpx, #10vh)'],
  ['calc(8px + env(safe-area-inset-bottom, 0px))', 'calc(8px + var(--safe-bottom))'],
])('the value %s becomes %s', (value, converted) => {
  expect(convertValue(value)).toBe(converted);
});
