import { ownFiles } from './mini-program';
import type { Rule } from './mini-program';

interface Forbidden {
  readonly words: RegExp;
  readonly why: string;
}

/** What no text for people may say. WeChat takes the right to share away from those who reward it (运营规范, 5). */
const texts: readonly Forbidden[] = [
  {
    words: new RegExp(
      '(分享|转发|邀请|推荐给|拉新)[^。，；,;]{0,6}?' +
        '(得|领|赚|获得|获赠|返现|返利|奖励|有礼|送券|解锁|免单|抽奖|提现|减\\d|(后|即|就)可)',
    ),
    why: 'promises something for sharing',
  },
  { words: /(请|先|需|须|必须)(分享|转发)|(分享|转发)后(再|才)/, why: 'forces to share' },
  { words: /支付宝|银联|云闪付|花呗|白条|抖音|快手|淘宝|拼多多/, why: 'names what is not of WeChat' },
  { words: /全网最低|史上最|第一品牌|最便宜|国家级|绝对(安全|正品)/, why: 'claims what advertising law forbids' },
  { words: /openid|unionid|errCode|undefined|\bnull\b|服务器内部错误/i, why: 'speaks of machines' },
];

/** What no file of the client may hold. */
const secrets: readonly Forbidden[] = [
  { words: /open_?id|union_?id|session_?key/i, why: 'knows who somebody is: only the server does' },
  { words: /secret|private_?key|BEGIN [A-Z ]*KEY|AKID[0-9A-Za-z]{13}|\bapi_?v3\b/i, why: 'smells of a secret' },
  { words: /https?:\/\/(?!developers\.weixin\.qq\.com)/, why: 'names an address in the network' },
];

function found(path: string, text: string, forbidden: readonly Forbidden[]): string[] {
  return text.split('\n').flatMap((line, index) =>
    forbidden.flatMap(({ words, why }) => {
      const match = words.exec(line);
      return match ? [`${path}:${index + 1} "${match[0]}" ${why}`] : [];
    }),
  );
}

/** Texts and templates promise nothing for sharing, force nobody, and name nobody else. */
export const textRule: Rule = (app) => [
  ...ownFiles(app, '.ts')
    .filter(({ path }) => /(^|\/)(text|presenters)\//.test(path))
    .flatMap(({ path, text }) => found(path, chineseOf(text), texts)),
  ...ownFiles(app, '.wxml').flatMap(({ path, text }) => found(path, chineseOf(text), texts)),
  ...ownFiles(app, '.json').flatMap(({ path, text }) => found(path, chineseOf(text), texts)),
];

/** Only what stands in Chinese is read by people: each line without its lines of code around. */
function chineseOf(text: string): string {
  return text
    .split('\n')
    .map((line) => (/\p{Script=Han}/u.test(line) ? line : ''))
    .join('\n');
}

/** Nothing in the client identifies a person or opens a door. */
export const secretRule: Rule = (app) =>
  ['.ts', '.wxml', '.wxs', '.json', '.wxss'].flatMap((ending) =>
    ownFiles(app, ending).flatMap(({ path, text }) => found(path, text, secrets)),
  );
