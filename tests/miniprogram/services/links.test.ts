import { beforeEach, describe, expect, test } from '@jest/globals';

import { fieldOf, open, pathOf } from '../../../miniprogram/services/links';

type Opened = { readonly route: string; readonly options: Readonly<Record<string, string>> };

const weixin = { pages: [] as Opened[], asked: [] as unknown[] };
const noted = (name: string) => (options: object) => {
  weixin.asked.push({ [name]: options });
  return Promise.resolve();
};

Object.assign(globalThis, {
  getCurrentPages: () => weixin.pages,
  wx: Object.fromEntries(['navigateTo', 'navigateBack', 'redirectTo', 'switchTab'].map((name) => [name, noted(name)])),
});

const deals: Opened = { route: 'pages/deals/deals', options: {} };
const deal = (dealId: string): Opened => ({ route: 'pages/deal/deal', options: { dealId } });
const group = (groupId: string): Opened => ({ route: 'pages/group/group', options: { groupId } });

beforeEach(() => {
  Object.assign(weixin, { pages: [deals], asked: [] });
});

describe('a link within the mini-program', () => {
  test('opens a page on top, and a tab by switching to it', () => {
    open('deal', { dealId: 'D1' });
    open('orders');
    expect(weixin.asked).toEqual([
      { navigateTo: { url: '/pages/deal/deal?dealId=D1' } },
      { switchTab: { url: '/pages/orders/orders' } },
    ]);
  });

  test('goes back to the page where it is open below, about the same', () => {
    weixin.pages = [deals, deal('D1'), group('G1'), deal('D2')];
    open('deal', { dealId: 'D1' });
    open('group', { groupId: 'G2' });
    expect(weixin.asked).toEqual([
      { navigateBack: { delta: 2 } },
      { navigateTo: { url: '/pages/group/group?groupId=G2' } },
    ]);
  });

  test('knows a page again that was opened by the code of a deal', () => {
    weixin.pages = [{ route: 'pages/deal/deal', options: { scene: 'dealId%3DD1' } }, group('G1')];
    open('deal', { dealId: 'D1' });
    expect(weixin.asked).toEqual([{ navigateBack: { delta: 1 } }]);
  });

  test('takes the place of the tenth page, on top of which WeChat opens none', () => {
    weixin.pages = [deals, ...Array.from({ length: 9 }, (_, i) => deal(`D${String(i)}`))];
    open('group', { groupId: 'G1' });
    expect(weixin.asked).toEqual([{ redirectTo: { url: '/pages/group/group?groupId=G1' } }]);
  });
});

test('a path leads back to what it is about, whatever is in it', () => {
  const invitation = 'a&b=c %';
  const [, query = ''] = pathOf('me', { invitation }).split('invitation=');
  expect(fieldOf({ invitation: query }, 'invitation')).toBe(invitation);
});
