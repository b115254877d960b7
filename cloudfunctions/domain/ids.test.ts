import { expect, test } from '@jest/globals';

import {
  buyerKeyOf,
  codeIdOf,
  createdIdOf,
  firstCodeIdOf,
  inputHashOf,
  merchantIdOf,
  parseRedemptionId,
  parseVoucherId,
  payoutNumberOf,
  personKeyOf,
  refundNumberOf,
  requestKeyOf,
  secretIdOf,
  voucherKeyOf,
} from './ids';

/** What is stored under an id is found by it for ever: these may never become others. */
test.each<[string, () => string, string]>([
  ['a merchant', () => merchantIdOf('wx1'), 'VRCAKGCA6HY084HG7VD8'],
  ['a request', () => requestKeyOf('M1', 'lin', 'createOrder', 'request-1'), '9XKWP6DK6H0R7P3A3RZZ0V8481'],
  ['an order', () => createdIdOf('order', 'K1'), '8CAFW976PZTS7NK42VED'],
  ['a group', () => createdIdOf('group', 'K1'), 'GVRK0SY3CR2WN6V0J891'],
  ['an input', () => inputHashOf({ b: [1, { d: null, c: 'x' }], a: true }), 'KBWV76VMC9GSYFVJW175DTANNM'],
  ['a secret', () => secretIdOf('invitation', 's'), 'R0DZ3S8D022DSPQ8G3FHT6ZS3X'],
  ['a person', () => personKeyOf('M1', 'lin'), '4RY9PH4NMBPJHJ80PK3J'],
  ['a code', () => codeIdOf('M1', 'AB12'), 'DKFKETYVNP8WNXRZH7TW'],
  ['where codes are looked for', () => firstCodeIdOf('O1', 1000), '6A1DCMZGM54GBWR8E37F'],
  ['the orders of a buyer', () => buyerKeyOf('D1', 'lin'), 'BPTNTZJH85K4TPGVS3VR8V4W50'],
  ['a refund', () => refundNumberOf('O1', 'all'), 'R98RKFABDV65Q8GQZZV2SJ0AEA9'],
  ['a pay-out', () => payoutNumberOf('K1'), 'P3AQKVKW6K14RDMPA6FAYHZ87Z3'],
  ['the first voucher', () => voucherKeyOf(1), 'V01'],
  ['the fiftieth voucher', () => voucherKeyOf(50), 'V50'],
])('ids: that of %s follows from what it is', (_, make, id) => {
  expect(make()).toBe(id);
});

test('inputHashOf: equal inputs hash alike in whatever order their fields are sent, others do not', () => {
  const sent = { b: [{ y: 1, x: 2 }, 3], a: { d: null, c: 'x' } };
  expect(inputHashOf({ a: { c: 'x', d: null }, b: [{ x: 2, y: 1 }, 3] })).toBe(inputHashOf(sent));
  const others = [
    { b: [3, { y: 1, x: 2 }], a: sent.a },
    { ...sent, a: { d: 0, c: 'x' } },
    { ...sent, a: 'x' },
    null,
    [],
  ];
  expect(new Set([sent, ...others].map(inputHashOf)).size).toBe(others.length + 1);
});

const ORDER = 'R0123456789ABCDEFGHR';

test.each([
  '',
  'V01',
  `${ORDER}V1`,
  `${ORDER}V001`,
  `${ORDER.slice(1)}V01`,
  ` ${ORDER}V01`,
  `${ORDER}V01 `,
  `${ORDER}X01`,
])('parseVoucherId: %j is none', (id) => {
  expect(parseVoucherId(id)).toBeUndefined();
});

test.each(['', `${ORDER}V01`, `${ORDER}V01R`, `${ORDER}V01R1234`, `${ORDER}R1`, ` ${ORDER}V01R1`, `${ORDER}V01R1 `])(
  'parseRedemptionId: %j is none',
  (id) => {
    expect(parseRedemptionId(id)).toBeUndefined();
  },
);

test('an id is read as the parts that it was made of', () => {
  expect(parseVoucherId(`${ORDER}V07`)).toEqual({ orderId: ORDER, voucherKey: 'V07' });
  expect(parseRedemptionId(`${ORDER}V07R123`)).toEqual({ orderId: ORDER, voucherKey: 'V07', redemptionKey: 'R123' });
});
