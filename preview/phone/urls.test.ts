import { expect, test } from '@jest/globals';

import { parsePageUrl, pictureUrl } from './urls';

test.each([
  ['/pages/deal/deal?dealId=D1&x', '', 'pages/deal/deal', { dealId: 'D1', x: '' }],
  ['../group/group?groupId=G%201', 'pages/deal/deal', 'pages/group/group', { groupId: 'G%201' }],
  ['more', 'pages/deal/deal', 'pages/deal/more', {}],
  ['pages/me/me', '', 'pages/me/me', {}],
  ['/pages/me/me?next=/a?b=1', '', 'pages/me/me', { next: '/a?b=1' }],
])('the address %s seen from "%s" is the page %s', (url, from, route, query) => {
  expect(parsePageUrl(url, from)).toMatchObject({ route, query });
});

test.each([
  ['/images/a.png', 'pages/me/me', '/preview/assets/files/images/a.png'],
  ['../a.png', 'pages/me/me', '/preview/assets/files/pages/a.png'],
  ['cloud://env.b/a b.png', '', '/preview/file?id=cloud%3A%2F%2Fenv.b%2Fa%20b.png'],
  ['data:image/png;base64,AA', '', 'data:image/png;base64,AA'],
  ['/local/storage/a.png', '', '/local/storage/a.png'],
  ['', '', ''],
])('the picture %s named in "%s" is at %s', (src, from, url) => {
  expect(pictureUrl(src, from)).toBe(url);
});
