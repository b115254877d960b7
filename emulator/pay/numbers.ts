import { createHash } from 'node:crypto';
import { toStamp } from './beijing-time';

/** A number of WeChat's making for one payment: 28 digits that begin with 4200 and hold the Beijing day. */
export function transactionId(seed: string, at: number): string {
  return `4200${digits(`${seed}:head`, 6)}${day(at)}${digits(seed, 10)}`;
}

/** WeChat's own number for one refund: 29 digits that begin with 50 and hold the Beijing day. */
export function refundId(seed: string, at: number): string {
  return `50${digits(`${seed}:head`, 8)}${day(at)}${digits(seed, 11)}`;
}

/** The name of a prepayment: `wx`, the Beijing second, 16 hexadecimal digits and `0000`: 36 characters. */
export function prepayId(seed: string, at: number): string {
  return `wx${toStamp(at)}${hex(seed).slice(0, 16)}0000`;
}

/** A random string as WeChat Pay writes them: 32 characters. */
export function nonce(seed: string): string {
  return hex(`nonce:${seed}`).slice(0, 32).toUpperCase();
}

/** The md5 in capitals that v2 calls a signature; the key is the local cloud's own. */
export function signature(fields: Readonly<Record<string, string>>): string {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name] ?? ''}`);
  return createHash('md5')
    .update([...text, 'key=local-cloud'].join('&'))
    .digest('hex')
    .toUpperCase();
}

function day(at: number): string {
  return toStamp(at).slice(0, 8);
}

function hex(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

function digits(seed: string, length: number): string {
  return (BigInt(`0x${hex(seed)}`) % 10n ** BigInt(length)).toString().padStart(length, '0');
}
