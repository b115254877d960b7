import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { quotable, secretIdOf } from './ids';
import { SECOND_MS } from './time';

/** A token is good for its slot and the one after, so that nobody is refused at the turn of a slot. */
export const SLOT_MS = 30 * SECOND_MS;

/** The fixed head of an Ed25519 private key in PKCS #8 (RFC 8410 §7), before its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** What a QR code says when its signature is genuine. */
export interface TokenContent {
  readonly voucherId: string;
  readonly slot: number;
}

function signingKey(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'voucher-token', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

/** The name of a key in its tokens, so that a rotated key is found without trying all. */
const keyName = (secret: string): string => quotable(createHash('sha256').update(`key name:${secret}`).digest(), 4);

/**
 * The token of a voucher for the slot that an instant falls into, signed so that it can be checked without a secret.
 */
export function issueToken(secret: string, voucherId: string, now: number): { token: string; tokenExpiresAt: number } {
  const slot = Math.floor(now / SLOT_MS);
  const content = `${keyName(secret)}.${voucherId}.${String(slot)}`;
  const signature = sign(null, Buffer.from(content), signingKey(secret)).toString('base64url');
  return { token: `${content}.${signature}`, tokenExpiresAt: (slot + 2) * SLOT_MS };
}

/** Reads a token (with or without the link before it) signed by one of our keys; nothing for a forged one. */
export function readToken(secrets: readonly string[], text: string): TokenContent | undefined {
  const match = /(?:^|[/=])([0-9A-Z]{4})\.([0-9A-Z]{23})\.(\d{1,12})\.([\w-]{86})$/.exec(text);
  if (!match) return undefined;
  const [, name, voucherId = '', slot = '', signature = ''] = match;
  const secret = secrets.find((candidate) => keyName(candidate) === name);
  if (secret === undefined) return undefined;
  const content = Buffer.from(`${name ?? ''}.${voucherId}.${slot}`);
  const signed = Buffer.from(signature, 'base64url');
  // Base64 has more texts than there are signatures: one of them is ours.
  if (signed.toString('base64url') !== signature) return undefined;
  const genuine = verify(null, content, createPublicKey(signingKey(secret)), signed);
  return genuine ? { voucherId, slot: Number(slot) } : undefined;
}

/** Whether a token of a slot is still taken at an instant. */
export function isTokenCurrent(slot: number, now: number): boolean {
  const current = Math.floor(now / SLOT_MS);
  return slot === current || slot === current - 1;
}

/** A secret for a person to keep (a set-up code, an invitation), derived so that a retry gives the same one. */
export function derivedSecret(secret: string, purpose: string, key: string, length: number): string {
  return quotable(createHmac('sha256', secret).update(`${purpose}:${key}`).digest(), length);
}

/** The derived secret whose name is stored, by whichever of our keys it was made; by the newest where none is its. */
export function derivedAgain(
  [newest, ...older]: readonly [string, ...string[]],
  purpose: string,
  key: string,
  length: number,
  storedId: string | undefined,
): string {
  const first = derivedSecret(newest, purpose, key, length);
  const all = [first, ...older.map((secret) => derivedSecret(secret, purpose, key, length))];
  return all.find((made) => secretIdOf(purpose, made) === storedId) ?? first;
}
