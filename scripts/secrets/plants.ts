import { generateKeyPairSync } from 'node:crypto';

import type { Chance } from '../../simulation/chance';

/** A secret that nobody uses, and the file to put it into; `rule`: as what it must be found. */
export interface Plant {
  readonly path: string;
  readonly text: string;
  readonly rule: string;
}

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const LETTERS = DIGITS + LOWER + UPPER;

/** Put together here, so that this very file holds none. */
const CERTIFICATE = ['-----BEGIN', 'CERTIFICATE-----'].join(' ');

const draw = (chance: Chance, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[chance.below(alphabet.length)]).join('');

const privateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const rsaKey = (): Buffer =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'der' });

/** Secrets that must not lie in a repository, one of each kind and in the texts that people put them into. */
export const repositoryPlants = (chance: Chance): readonly Plant[] => [
  ...namedPlants(chance),
  ...tokenPlants(chance),
  ...filePlants,
];

/** What is known by the words around it. */
function namedPlants(chance: Chance): readonly Plant[] {
  const letters = (length: number): string => draw(chance, LETTERS, length);
  const capitals = (length: number): string => draw(chance, DIGITS + UPPER, length);
  const hex = (length: number): string => draw(chance, `${DIGITS}abcdef`, length);
  const random = 'random value with a telling name';
  return [
    { path: 'keys.ts', text: `const key = ${JSON.stringify(privateKey())};`, rule: 'private key' },
    { path: 'notes.txt', text: `key\n${rsaKey().toString('base64')}`, rule: 'private key or certificate' },
    { path: 'jwk.json', text: `{"kty":"OKP","d":"${letters(43)}"}`, rule: 'private key' },
    { path: 'platform.txt', text: `${CERTIFICATE}\n${letters(64)}`, rule: 'certificate' },
    {
      path: 'cert.ts',
      text: `serialNo: '${draw(chance, `${DIGITS}ABCDEF`, 40)}',`,
      rule: 'serial number of a certificate',
    },
    { path: 'app.ts', text: `export const appSecret = '${hex(32)}';`, rule: "WeChat's AppSecret" },
    { path: 'link.md', text: `token?appid=wx${hex(16)}&secret=${hex(32)}`, rule: "WeChat's AppSecret" },
    { path: 'pay.ts', text: `new Pay({ apiV3Key: "${letters(32)}" })`, rule: 'key of WeChat Pay' },
    { path: 'pay.xml', text: `<mch_key>${letters(32)}</mch_key>`, rule: 'key of WeChat Pay' },
    { path: 'partner.yml', text: `partnerKey: ${capitals(32)}`, rule: 'key of WeChat Pay' },
    { path: 'sample.js', text: `const pay = { appid, mchid, key: '${letters(32)}' };`, rule: 'key of WeChat Pay' },
    { path: 'sample.py', text: `key = "${letters(32)}"\nmch_id = ""`, rule: 'key of WeChat Pay' },
    { path: 'howto.md', text: `小程序的 appsecret 是 ${hex(32)}。`, rule: "WeChat's AppSecret" },
    { path: 'chat.txt', text: `AppSecret ${hex(32)}`, rule: "WeChat's AppSecret" },
    { path: 'dsn.go', text: `"root:${letters(10)}@tcp(10.0.0.1:3306)/shop"`, rule: 'password in an address' },
    {
      path: 'secret.yaml',
      text: `tls.key: ${Buffer.from(privateKey()).toString('base64')}`,
      rule: 'private key or certificate',
    },
    { path: 'session.json', text: `{ "session_key": "${letters(22)}==" }`, rule: random },
    { path: 'config.json', text: `{ "secretKey": "${letters(32)}" }`, rule: random },
    { path: 'header.ts', text: `headers.set('Authorization', 'Bearer ${letters(40)}')`, rule: random },
    { path: 'map.ts', text: `'access_token' => '${letters(64)}'`, rule: random },
    { path: 'login.ts', text: `const password = '${draw(chance, LOWER, 12)}!';`, rule: 'password' },
    { path: 'remote.md', text: `https://shop:${letters(12)}@example.com/`, rule: 'password in an address' },
    { path: 'base.ts', text: `mongodb://root:${letters(10)}@10.0.0.1/shop`, rule: 'password in an address' },
    { path: 'deploy.sh', text: `export TUANQUAN_SECRET=${draw(chance, LOWER, 40)}`, rule: 'secret of an environment' },
    { path: 'people.csv', text: `阿青,o${letters(11)}Q_m2Z-${letters(10)}`, rule: 'openid' },
  ];
}

/** What is known by its own look. */
function tokenPlants(chance: Chance): readonly Plant[] {
  const letters = (length: number): string => draw(chance, LETTERS, length);
  const hex = (length: number): string => draw(chance, `${DIGITS}abcdef`, length);
  return [
    { path: 'tokens/1.ts', text: `ghp_${letters(36)}`, rule: 'GitHub token' },
    { path: 'tokens/2.ts', text: `github_pat_${letters(22)}_${letters(59)}`, rule: 'GitHub token' },
    { path: 'tokens/3.ts', text: `glpat-${letters(20)}`, rule: 'GitLab token' },
    { path: 'tokens/4.ts', text: `npm_${letters(36)}`, rule: 'npm token' },
    { path: 'tokens/5.ts', text: `AKIA${draw(chance, DIGITS + UPPER, 16)}`, rule: 'AWS key' },
    { path: 'tokens/6.ts', text: `AIza${letters(35)}`, rule: 'Google key' },
    { path: 'tokens/7.ts', text: `AKID${letters(32)}`, rule: 'Tencent Cloud key' },
    { path: 'tokens/8.ts', text: `LTAI${letters(20)}`, rule: 'Alibaba Cloud key' },
    { path: 'tokens/9.ts', text: `xoxb-${draw(chance, DIGITS, 12)}-${letters(24)}`, rule: 'Slack token' },
    { path: 'tokens/10.ts', text: `sk_live_${letters(24)}`, rule: 'Stripe key' },
    { path: 'tokens/11.ts', text: `sk-proj-${letters(48)}`, rule: 'key of a language model' },
    { path: 'tokens/12.ts', text: `SG.${letters(22)}.${letters(43)}`, rule: 'SendGrid key' },
    { path: 'tokens/13.ts', text: `eyJ${letters(20)}.eyJ${letters(40)}.${letters(43)}`, rule: 'JSON web token' },
    {
      path: 'robot.ts',
      text: `qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${hex(8)}-${hex(4)}-${hex(4)}-${hex(12)}`,
      rule: "address of a chat's robot",
    },
    { path: 'photo.png', text: `\x89PNG\0\0\0 ghp_${letters(36)} \0`, rule: 'GitHub token' },
  ];
}

/** What is known by the name of its file. */
const filePlants: readonly Plant[] = [
  { path: '.env.production', text: 'empty', rule: 'file of an environment' },
  { path: 'cert/apiclient_cert.p12', text: '\0', rule: 'file of a key or certificate' },
  { path: '.ssh/id_ed25519', text: '\0', rule: 'file of a key or certificate' },
  { path: '.npmrc', text: 'empty', rule: 'file of passwords' },
  { path: '.local-cloud/documents.json', text: '{}', rule: 'database' },
  { path: 'shop.sqlite', text: '\0', rule: 'database' },
];

/** Secrets that must not lie in the code of a phone, where the upload has taken their names away. */
export function clientPlants(chance: Chance): readonly Plant[] {
  const hex = draw(chance, `${DIGITS}abcdef`, 32);
  const random = draw(chance, LETTERS, 32);
  return [
    { path: 'pages/a.ts', text: `const k = '${hex}'; export const sign = () => k;`, rule: 'key without a name' },
    {
      path: 'pages/b.ts',
      text: `export const pay = { mchId: '19${draw(chance, DIGITS, 8)}' };`,
      rule: "merchant's number",
    },
    { path: 'pages/c.ts', text: 'export const name = "TUANQUAN_SECRET";', rule: "the functions' configuration" },
    { path: 'pages/d.json', text: `{ "apiV3Key": "${random}" }`, rule: 'key of WeChat Pay' },
    { path: 'miniprogram_npm/x/x.js', text: `exports.appSecret = '${hex}';`, rule: "WeChat's AppSecret" },
    { path: 'pages/e.wxml', text: `<!-- token="${random}" -->`, rule: 'nothing: comments are not uploaded' },
  ];
}

/** A secret that lies in the cloud functions as they are uploaded. */
export const functionPlant = (chance: Chance): Plant => ({
  path: 'api/index.js',
  text: `var k="ghp_${draw(chance, LETTERS, 36)}";`,
  rule: 'GitHub token',
});
