import { describe, expect, test } from '@jest/globals';

import { miniProgramOf } from './mini-program';
import { rules } from './rules';

const icon = 'x'.repeat(10);

/** A mini-program that keeps every rule. */
const fine: Readonly<Record<string, string>> = {
  'app.json': JSON.stringify({
    pages: ['pages/deals/deals', 'pages/me/me'],
    subPackages: [{ root: 'clerk', name: 'clerk', pages: ['pages/scan/scan'] }],
    tabBar: {
      color: '#111111',
      selectedColor: '#222222',
      backgroundColor: '#333333',
      list: [
        { pagePath: 'pages/deals/deals', text: '优惠', iconPath: 'a.png', selectedIconPath: 'b.png' },
        { pagePath: 'pages/me/me', text: '我的', iconPath: 'a.png', selectedIconPath: 'b.png' },
      ],
    },
    lazyCodeLoading: 'requiredComponents',
    componentFramework: 'glass-easel',
    style: 'v2',
    __usePrivacyCheck__: true,
    sitemapLocation: 'sitemap.json',
  }),
  'a.png': icon,
  'b.png': icon,
  'pages/deals/deals.json': JSON.stringify({
    usingComponents: {
      't-button': 'tdesign-miniprogram/button/button',
      'deal-card': '/components/deal-card/deal-card',
    },
  }),
  'pages/deals/deals.ts': "Page({ data: { a: 1 }, load() { return 'x'; } });",
  'pages/deals/deals.wxml':
    '<wxs src="../../time.wxs" module="time" />\n' +
    `<view wx:if="{{view.state === 'failed'}}" class="{{item.on ? 'on' : ''}}">` +
    '{{time.left(item.endsAt, now)}}</view>\n' +
    '<view wx:for="{{view.deals}}" aria-role="button" bind:tap="load">\n' +
    "{{index + 1}} {{item.name || text.none}} {{item.name + '，' + item.unit}}</view>\n" +
    '<t-button bind:tap="load">分享给朋友，一起拼团</t-button><deal-card deal="{{view.deals[0]}}" />',
  'pages/deals/deals.wxss': '',
  'pages/me/me.json': '{}',
  'pages/me/me.ts': 'Page({});',
  'pages/me/me.wxml': '<view>{{text.hello}}</view>',
  'pages/me/me.wxss': '',
  'clerk/pages/scan/scan.json': '{}',
  'clerk/pages/scan/scan.ts': "import { left } from '../../../text/deals';\nPage({});",
  'clerk/pages/scan/scan.wxml': '<view />',
  'clerk/pages/scan/scan.wxss': '',
  'components/deal-card/deal-card.json': '{ "component": true }',
  'components/deal-card/deal-card.ts': 'Component({ properties: { deal: Object }, methods: { open() {} } });',
  'components/deal-card/deal-card.wxml': '<text aria-role="button" catch:tap="open">{{deal.title}}</text>',
  'components/deal-card/deal-card.wxss': '',
  'miniprogram_npm/tdesign-miniprogram/button/button.json': '{ "component": true }',
  'text/deals.ts': "export const share = '邀请朋友一起拼团，满 3 人立即发券';",
  'time.wxs': 'module.exports = {};',
};

const deals = 'pages/deals/deals';
const setting = (path: string, change: object): Record<string, string> => ({
  [path]: JSON.stringify({ ...(JSON.parse(fine[path] ?? '{}') as object), ...change }),
});
const template = (wxml: string): Record<string, string> => ({
  [`${deals}.wxml`]: `<wxs src="../../time.wxs" module="time" /><t-button /><deal-card />${wxml}`,
});

/** What is planted, and the rule that must find it. */
const planted: readonly (readonly [rule: string, texts: Readonly<Record<string, string>>, found: string])[] = [
  ['configuration says what WeChat knows', setting('app.json', { lazyCodeLoading: undefined }), 'lazyCodeLoading'],
  [
    'configuration says what WeChat knows',
    setting('app.json', { componentFramework: 'exparser' }),
    'componentFramework',
  ],
  ['configuration says what WeChat knows', setting('app.json', { __usePrivacyCheck__: false }), '__usePrivacyCheck__'],
  ['configuration says what WeChat knows', setting('app.json', { plugin: {} }), 'plugin'],
  ['configuration says what WeChat knows', setting(`${deals}.json`, { navigationBarTitle: '优惠' }), `${deals}.json`],
  ['pages are complete and listed', { 'pages/old/old.json': '{}' }, 'pages/old/old is in no list'],
  [
    'pages are complete and listed',
    setting('app.json', { pages: ['pages/deals/deals', 'pages/me/me', 'pages/no/no'] }),
    'pages/no/no.wxml does not exist',
  ],
  ['components are complete', { 'components/x/x.json': '{ "component": true }' }, 'components/x/x.wxml does not exist'],
  ['tabs are pages with icons', { 'a.png': 'x'.repeat(40_961) }, 'a.png has more than 40960 bytes'],
  ['tabs are pages with icons', setting('app.json', { pages: ['pages/deals/deals'] }), 'pages/me/me is no page'],
  [
    'subpackages keep to themselves',
    { 'text/deals.ts': "import { x } from '../clerk/pages/scan/scan';" },
    'of another package',
  ],
  ['subpackages keep to themselves', setting('app.json', { pages: ['clerk/pages/me/me'] }), 'lies in a subpackage'],
  ['components are declared, exist and are used', template('<t-icon />'), 'uses <t-icon>, which is not declared'],
  [
    'components are declared, exist and are used',
    { [`${deals}.wxml`]: '<t-button />' },
    'declares <deal-card> without use',
  ],
  [
    'components are declared, exist and are used',
    setting(`${deals}.json`, {
      usingComponents: {
        't-button': 'tdesign-miniprogram/buton/buton',
        'deal-card': '/components/deal-card/deal-card',
      },
    }),
    'there is no component "tdesign-miniprogram/buton/buton"',
  ],
  ['templates load what exists', template('<wxs src="./no.wxs" module="no" />'), 'there is no ./no.wxs'],
  ['templates load what exists', template('<wxs src="/time.wxs" module="t" />'), 'is no relative path'],
  ['events end in methods', template('<view aria-role="button" bindtap="open" />'), 'bindtap="open"'],
  [
    'events end in methods',
    template('<view\n capture-catch:touchmove="open" />'),
    `${deals}.wxml:1 capture-catch:touchmove`,
  ],
  ['what is tapped says so', template('<view bind:tap="load" />'), 'has no aria-role'],
  [
    'methods and properties have different names',
    { 'components/x/x.ts': 'Component({ properties: { ids: Array }, methods: { ids() {} } });' },
    'components/x/x.ts: "ids" is',
  ],
  ['bindings do not decide', template("{{order.status === 'all'}}"), 'decides by a status'],
  ['bindings do not decide', template('<view wx:if="{{item.tag === \'refunded\'}}" />'), 'decides by a status'],
  ['bindings do not decide', template("{{'还差' + missing + '人'}}"), 'puts words together'],
  ['bindings do not decide', template('{{price / 100}}'), 'computes'],
  ['bindings do not decide', template('{{item.priceFen}}'), 'shows fen'],
  ['bindings do not decide', template('{{price.toFixed(2)}}'), 'calls what is no WXS'],
  ['templates do not word money', template('¥{{item.price}}'), 'words money'],
  ['templates do not word money', template('{{item.price}}元'), 'words money'],
  ['texts promise nothing for sharing', { 'text/deals.ts': "export const a = '分享得 5 元';" }, '"分享得" promises'],
  ['texts promise nothing for sharing', { 'text/deals.ts': "export const a = '分享给好友后可查看';" }, 'promises'],
  ['texts promise nothing for sharing', template('<view>邀请好友领券</view>'), 'promises'],
  ['texts promise nothing for sharing', template('<view>请转发到群</view>'), 'forces'],
  ['texts promise nothing for sharing', { 'text/deals.ts': "export const a = '也可用支付宝付款';" }, 'not of WeChat'],
  ['the client knows no person and no secret', { 'text/deals.ts': 'const openid = 1;' }, '"openid"'],
  [
    'the client knows no person and no secret',
    { 'text/deals.ts': "const url = 'https://example.com/x';" },
    'an address',
  ],
];

describe('rules of the mini-program', () => {
  test('every rule has something planted', () => {
    expect([...new Set(planted.map(([rule]) => rule))]).toEqual(Object.keys(rules));
  });

  test.each(Object.keys(rules))('a good one keeps the rule "%s"', (rule) => {
    expect(rules[rule]?.(miniProgramOf(fine))).toEqual([]);
  });

  test.each(planted)('"%s" is broken by what is planted (%#)', (rule, texts, found) => {
    expect(rules[rule]?.(miniProgramOf({ ...fine, ...texts }))).toContainEqual(expect.stringContaining(found));
  });
});
