/** One kind of secret: what it is called in a finding, and what it looks like in a text. */
export interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  /** What the pattern's first group must also be, where a look alone would say too much. */
  readonly isSecret?: (value: string) => boolean;
}

/** Bits per character, by how often each occurs: words have about 3, hexadecimal keys 3.5 and more. */
export function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}

const ENTROPY_MIN_BITS = 3.2;

/** Made by chance, not by somebody who names things: letters and digits mixed, hardly anything twice. */
const looksRandom = (text: string): boolean =>
  !/^[A-Z]+(?:_[A-Z]+)+(?:_V\d)?$/.test(text) &&
  /\d/.test(text) &&
  /[a-z]/i.test(text) &&
  entropyBits(text) >= ENTROPY_MIN_BITS;

const ROBOT = "address of a chat's robot";

/** The lengths of tokens are those that their issuers documented on 2026-11-22. */
const tokens: readonly Rule[] = [
  { name: 'GitHub token', pattern: /\b(?:gh[oprsu]_[A-Za-z0-9]{36}|github_pat_\w{40})/g },
  { name: 'GitLab token', pattern: /\bglpat-[\w-]{20}/g },
  { name: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}/g },
  { name: 'AWS key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: 'Google key', pattern: /\bAIza[\w-]{35}/g },
  { name: 'Tencent Cloud key', pattern: /\bAKID[A-Za-z0-9]{32}\b/g },
  { name: 'Alibaba Cloud key', pattern: /\bLTAI[A-Za-z0-9]{16,20}\b/g },
  { name: 'Slack token', pattern: /\bxox[abeoprs]-[\w-]{20}/g },
  { name: 'Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{20}/g },
  { name: 'key of a language model', pattern: /\bsk-(?:proj-|ant-)?[\w-]{40}/g },
  { name: 'SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}/g },
  { name: 'JSON web token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20}/g },
  { name: ROBOT, pattern: /\bhooks\.slack\.com\/services\/[\w/]{20}/g },
  { name: ROBOT, pattern: /\bqyapi\.weixin\.qq\.com\/\S*\bkey=[\w-]{20}/g },
  { name: ROBOT, pattern: /\boapi\.dingtalk\.com\/\S*\btoken=\w{20}/g },
  { name: ROBOT, pattern: /\bopen\.(?:feishu|larksuite)\.\w+\/\S*\bhook\/[\w-]{20}/g },
];

/** Between a name and its value, in whatever language both are written. */
const IS = String.raw`["'\`\])>]*\s{0,3}(?:[:=,(>]|=>)\s{0,3}["'\`(]*`;

const named = (names: string, value: string): RegExp => new RegExp(`(?:${names})${IS}(${value})`, 'gi');

/** A few lines from a word of WeChat Pay: its samples say only "key" among them. */
const NEAR_PAY = '(?<=(?:mch|pay|wx)[^]{0,200})|(?=[^]{0,200}(?:mch|pay|wx))';

const keys: readonly Rule[] = [
  { name: 'private key', pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY/g },
  { name: 'certificate', pattern: /-----BEGIN (?:TRUSTED )?CERTIFICATE/g },
  { name: 'private key or certificate', pattern: /\b(?:MI[GI][A-Z][\w+/]{60}|MC4CAQAw[\w+/]{40})/g },
  { name: 'private key or certificate', pattern: /\bLS0tLS1CRUdJTi[\w+/]{40}/g },
  { name: 'private key', pattern: /"d"\s*:\s*"[\w-]{43,}"/g },
  { name: "WeChat's AppSecret", pattern: named(String.raw`secret\w*`, String.raw`[0-9a-f]{32}\b`) },
  { name: "WeChat's AppSecret", pattern: /secret.{1,20}?\b[0-9a-f]{32}\b/gi },
  {
    name: 'key of WeChat Pay',
    pattern: new RegExp(`${named(String.raw`\bkey`, String.raw`\w{32}\b`).source}(?:${NEAR_PAY})`, 'gi'),
    isSecret: looksRandom,
  },
  {
    name: 'key of WeChat Pay',
    pattern: named(String.raw`(?:api|mch|pay|partner)\w{0,8}key\w{0,4}`, String.raw`\w{32}\b`),
    isSecret: looksRandom,
  },
  {
    name: 'serial number of a certificate',
    pattern: named(String.raw`serial\w*`, String.raw`[0-9A-F]{40}\b`),
    isSecret: looksRandom,
  },
];

const TELLING = [
  ...['secret', 'token', String.raw`passw\w*`, 'credential', 'authorization'],
  String.raw`(?:private|access|api|session|sign\w*)[-_ ]?key`,
].join('|');

const values: readonly Rule[] = [
  {
    name: 'random value with a telling name',
    pattern: named(String.raw`(?:${TELLING})\w*`, String.raw`(?:Bearer |Basic )?[\w+/=.-]{16,}`),
    isSecret: looksRandom,
  },
  { name: 'password', pattern: /pass(?:word|wd|phrase)\w*["']?\s*[:=]\s*["'`][^"'`\s$]{8,}["'`]/gi },
  { name: 'password in an address', pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'`$]+:[^\s/:@"'`${]{3,}@[\w[]/gi },
  { name: 'password in an address', pattern: /\b[\w.-]+:[^\s:@"'`$]{3,}@(?:tcp|unix)\(/g },
  {
    name: 'secret of an environment',
    pattern: /^\s*(?:export\s+)?[A-Z][A-Z0-9_]*(?:SECRET|TOKEN|PASSWORD|KEY)[A-Z0-9_]*=["']?([^\s"'$]{8,})/gm,
  },
  {
    name: 'openid',
    pattern: /(?<![\w-])(o[\w-]{27})(?![\w-])/g,
    isSecret: (text) => looksRandom(text) && /[A-Z]/.test(text) && /[a-z]/.test(text.slice(1)),
  },
];

/** What nobody may read who can read the repository. */
export const everywhere: readonly Rule[] = [...keys, ...tokens, ...values];

/** What, besides, nobody may read who can read the code of a phone: anyone who unpacks the mini-program. */
export const onPhones: readonly Rule[] = [
  ...everywhere,
  { name: "merchant's number", pattern: /(?<![\w.-])1[2-9]\d{8}(?![\w.])/g },
  { name: 'key without a name', pattern: /["'`]([0-9a-f]{32}|[0-9A-F]{32})["'`]/g, isSecret: looksRandom },
  { name: "the functions' configuration", pattern: /\bTUANQUAN_[A-Z]+/g },
];

/** Files that are secrets by their very name, and folders that hold people's. */
export const paths: readonly Rule[] = [
  { name: 'file of an environment', pattern: /(?:^|\/)\.env(?!\.example$)[^/]*$/ },
  { name: 'file of a key or certificate', pattern: /\.(?:pem|key|p12|pfx|jks|keystore|crt|cer|der|ppk)$/i },
  { name: 'file of a key or certificate', pattern: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/ },
  { name: 'file of passwords', pattern: /(?:^|\/)(?:\.npmrc|\.netrc|\.pgpass|\.htpasswd|\.git-credentials)$/ },
  { name: 'database', pattern: /\.(?:db|sqlite3?|bson|dump)(?:-(?:wal|shm|journal))?$/i },
  { name: 'database', pattern: /(?:^|\/)\.local-cloud\// },
];
