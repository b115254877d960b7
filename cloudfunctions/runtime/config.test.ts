import { expect, test } from '@jest/globals';

import { readConfig } from './config';

const complete = {
  TUANQUAN_SECRET: 'n'.repeat(32),
  TUANQUAN_OPERATORS: 'oA,oB',
  TUANQUAN_ENV: 'env-1',
  TUANQUAN_QR_PREFIX: 'https://q.example/v/',
};

test('readConfig: a complete environment', () => {
  expect(
    readConfig({
      ...complete,
      TUANQUAN_SECRET: `${'n'.repeat(32)},${'o'.repeat(32)}`,
      TUANQUAN_TEMPLATES: 'refunded=T-1',
    }),
  ).toEqual({
    secrets: ['n'.repeat(32), 'o'.repeat(32)],
    operators: ['oA', 'oB'],
    environmentId: 'env-1',
    qrPrefix: 'https://q.example/v/',
    templates: { refunded: 'T-1' },
  });
});

test.each([
  ['everything missing', {}, ['TUANQUAN_SECRET', 'TUANQUAN_OPERATORS', 'TUANQUAN_ENV', 'TUANQUAN_QR_PREFIX']],
  ['a short secret', { ...complete, TUANQUAN_SECRET: 'short' }, ['TUANQUAN_SECRET']],
  ['a short secret before a long one', { ...complete, TUANQUAN_SECRET: `s,${'o'.repeat(32)}` }, ['TUANQUAN_SECRET']],
  ['a prefix that is no link', { ...complete, TUANQUAN_QR_PREFIX: 'q.example' }, ['TUANQUAN_QR_PREFIX']],
  ['templates that say nothing', { ...complete, TUANQUAN_TEMPLATES: 'x' }, ['TUANQUAN_TEMPLATES']],
])('readConfig: %s is named', (_, variables, names) => {
  const read = () => readConfig(variables);
  expect(read).toThrow(/environment lacks/);
  for (const name of names) expect(read).toThrow(name);
});
