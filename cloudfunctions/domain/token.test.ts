import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { NOON, ORDER } from '../views/documents-for-tests';
import {
  parseRedemptionId,
  parseVoucherId,
  quotable,
  redemptionIdOf,
  requestKeyOf,
  secretIdOf,
  voucherIdOf,
} from './ids';
import { derivedAgain, derivedSecret, isTokenCurrent, issueToken, readToken, SLOT_MS } from './token';

const SECRET = 's'.repeat(32);
const VOUCHER = voucherIdOf(ORDER, 'V01');
const { token, tokenExpiresAt } = issueToken(SECRET, VOUCHER, NOON);

test('token: read back with and without its link, by a new key beside the old one, and the same within a slot', () => {
  const content = { voucherId: VOUCHER, slot: NOON / SLOT_MS };
  expect(readToken([SECRET], token)).toEqual(content);
  expect(readToken([SECRET], `https://q.example/v/${token}`)).toEqual(content);
  expect(readToken(['n'.repeat(32), SECRET], token)).toEqual(content);
  expect(issueToken(SECRET, VOUCHER, NOON + SLOT_MS - 1).token).toBe(token);
});

test('token: dies with the slot after its own; tokenExpiresAt is the first millisecond refused', () => {
  const { slot = 0 } = readToken([SECRET], token) ?? {};
  expect([tokenExpiresAt - 1, tokenExpiresAt].map((now) => isTokenCurrent(slot, now))).toEqual([true, false]);
});

test.each([
  ['by another key', issueToken('x'.repeat(32), VOUCHER, NOON).token],
  ["with another voucher's id", token.replace('V01', 'V02')],
  ['with another slot', token.replace(/\.(\d+)\./, (_, slot) => `.${String(Number(slot) + 1)}.`)],
  ['with a changed signature', token.slice(0, -2) + (token.endsWith('AA') ? 'BB' : 'AA')],
  // The last symbol has four bits to spare (RFC 4648 §3.5): sixteen texts say the same bytes.
  ['with another text of the same signature', token.replace(/.$/, (last) => ({ A: 'B', Q: 'R', g: 'h' })[last] ?? 'x')],
  ['cut short', token.slice(0, -1)],
  ['with something behind it', `${token}=`],
  ['that is none', 'hello'],
])('token: one %s is forged', (_, text) => {
  expect(readToken([SECRET], text)).toBeUndefined();
});

test('ids: quotable, without look-alikes, and every id names its parent', () => {
  expect(requestKeyOf('M', 'p', 'a', 'r')).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(requestKeyOf('M', 'p', 'ab', 'c')).not.toBe(requestKeyOf('M', 'p', 'a', 'bc'));
  expect(parseVoucherId(VOUCHER)).toEqual({ orderId: ORDER, voucherKey: 'V01' });
  const redemption = redemptionIdOf(ORDER, 'V01', 'R10');
  expect(parseRedemptionId(redemption)).toEqual({ orderId: ORDER, voucherKey: 'V01', redemptionKey: 'R10' });
  expect(parseVoucherId(redemption)).toBeUndefined();
});

test('quotable: five bits a symbol, as the bytes say', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const symbols = Array.from(quotable(bytes, 32)).map((symbol) =>
        '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(symbol),
      );
      expect(symbols.map((value) => value.toString(2).padStart(5, '0')).join('')).toBe(bits);
    }),
  );
});

test('derivedSecret: follows from its key and what it is for, so that a retry gives the same one', () => {
  const made = derivedSecret(SECRET, 'invitation', 'K1', 16);
  expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  const others = [
    ['x'.repeat(32), 'invitation', 'K1'],
    [SECRET, 'setup', 'K1'],
    [SECRET, 'invitation', 'K2'],
  ] as const;
  for (const [secret, purpose, key] of others) expect(derivedSecret(secret, purpose, key, 16)).not.toBe(made);
});

test('derivedAgain: by the key whose secret was stored, by the newest where none was', () => {
  const old = 'x'.repeat(32);
  const byOld = derivedSecret(old, 'invitation', 'K1', 16);
  const byNew = derivedSecret(SECRET, 'invitation', 'K1', 16);
  const again = (storedId: string | undefined) => derivedAgain([SECRET, old], 'invitation', 'K1', 16, storedId);
  expect(again(secretIdOf('invitation', byOld))).toBe(byOld);
  expect(again(secretIdOf('invitation', byNew))).toBe(byNew);
  expect([again(undefined), again('Z')]).toEqual([byNew, byNew]);
});

test('token: taken in its own slot and in the next', () => {
  const now = Math.floor(NOON / SLOT_MS);
  expect([now - 1, now, now + 1, now + 2].map((at) => isTokenCurrent(now, at * SLOT_MS))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
