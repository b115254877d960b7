import { expect, test } from '@jest/globals';
import { codeIdOf } from '../domain/ids';
import type { Order } from '../domain/order';
import { audit } from './audit';
import { carriesCodes } from './codes';
import type { Documents } from './documents';
import { all, change, copy, remove, type Edit } from './fixtures/edits';
import { deal, groups, merchantId, NOW, orders, soundShop, START } from './fixtures/shop';

const { used, closed, failed, pays } = orders;
const [ownId = '', batch = ''] = deal.requestKeys;

const withImported = (order: Order): Order => {
  const imported = { ...order, rules: { ...order.rules, codeSource: 'imported' as const } };
  return carriesCodes(imported) ? imported : { ...imported, codes: [order._id] };
};

const aCode = (code: string, orderId: string | null) => ({
  ...{ _id: codeIdOf(merchantId, code), merchantId, dealId: deal._id, code, batch, at: START, orderId },
  until: orderId === null ? null : START,
});

/** The sound shop, as if its deal's 55 units were codes that came with its first request. */
const imported: Edit = (documents: Documents) => {
  const its = documents.orders.map(withImported);
  const taken = its.flatMap(({ _id, codes }) => codes.slice(1).map((code) => aCode(code, _id)));
  const unused = Array.from({ length: 55 - taken.length }, (_, i) => aCode(`UNUSED-${String(i)}`, null));
  const rules = { ...deal.rules, codeSource: 'imported' as const };
  const codes = [...taken, ...unused];
  return { ...documents, codes, orders: its, deals: [{ ...deal, rules, stocked: 0, adjusted: 55, imported: 55 }] };
};

const codeOf = (order: Order): string => codeIdOf(merchantId, order.codes[1] ?? '');
const unusedId = codeIdOf(merchantId, 'UNUSED-0');

function violations(edit: Edit): string[] {
  const found = audit(edit(imported(soundShop)), { now: NOW }).filter(({ id }) => id === 'I4' || id === 'I9');
  return found.flatMap((finding) =>
    finding.violations.flatMap(({ says, documents }) => documents.map((where) => `${where}: ${says}`)),
  );
}

test('audit: a sound shop of imported codes has no violation', () => {
  expect(violations((documents) => documents)).toEqual([]);
});

test.each<[what: string, where: string, says: string, plant: Edit]>([
  ['a code that is gone', `deals/${deal._id}`, '55 codes were imported, but 54 are there', remove('codes', unusedId)],
  [
    'an import that stock does not count',
    `deals/${ownId}`,
    '54 codes were imported, but 55 are there',
    change('deals', deal._id, { imported: 54 }),
  ],
  [
    'units to sell without a code',
    `deals/${deal._id}`,
    'codes are unused',
    all(...Array.from({ length: 2 }, (_, i) => takenFor(`UNUSED-${String(i)}`, pays._id))),
  ],
  [
    'a code that its order did not take',
    `orders/${used._id}`,
    'which was not taken for it',
    change('codes', codeOf(used), { orderId: null }),
  ],
  [
    'a code of two orders',
    `orders/${used._id}`,
    'which was not taken for it',
    change('codes', codeOf(used), { orderId: orders.single._id }),
  ],
  [
    'a code taken for nobody',
    `codes/${unusedId}`,
    'taken for an order that does not carry it',
    change('codes', unusedId, { orderId: 'NOBODY' }),
  ],
  [
    'a code that a closed order keeps',
    `codes/${unusedId}`,
    'taken for an order that does not carry it',
    change('codes', unusedId, { orderId: closed._id }),
  ],
  [
    'a code that a failed group keeps',
    `codes/${unusedId}`,
    'taken for an order that does not carry it',
    change('codes', unusedId, { orderId: failed._id }),
  ],
  [
    'codes that a closed order carries',
    `orders/${closed._id}`,
    'its codes are not its id',
    change('orders', closed._id, { codes: closed.codes }),
  ],
  ['a code under another id', 'codes/OTHER', 'its id does not follow', copy('codes', unusedId, { _id: 'OTHER' })],
])('audit: finds %s', (_what, where, says, plant) => {
  const there = violations(plant).filter((violation) => violation.startsWith(`${where}: `));
  expect(there.join('\n')).toContain(says);
});

function takenFor(code: string, orderId: string): Edit {
  return change('codes', codeIdOf(merchantId, code), { orderId });
}

test.each<[what: string, plant: Edit]>([
  ['an order has taken codes and is not written yet', takenFor('UNUSED-0', 'NOTWRITTENYET00000000')],
  [
    'an import has written codes that its deal does not know yet',
    copy('codes', unusedId, { _id: codeIdOf(merchantId, 'NEW-CODE'), code: 'NEW-CODE', batch: 'LATER' }),
  ],
  [
    'a group has failed and its codes are on their way back',
    all(takenFor('UNUSED-0', failed._id), change('groups', groups.failed._id, { finishedAt: undefined })),
  ],
])('audit: it is legal that %s', (_what, plant) => {
  expect(violations(plant).filter((where) => where.startsWith('codes/'))).toEqual([]);
});
