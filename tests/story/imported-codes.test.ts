import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { auditAs } from '../../scripts/audit';
import type { DealInput } from '../../typings/deal';
import { DAY, HOUR, MINUTE, type Row, type Story } from './cloud-driver';
import * as shop from './shop';
import { CLERK, id, MANAGER, OWNER } from './shop';

/** Codes that a merchant brings along: how they come, how they are sold one by one, and how they come back. */
let cloud: Story;

beforeAll(async () => {
  cloud = await shop.startShop();
});

afterEach(() => cloud.faults());
afterAll(() => cloud.close());

let files = 0;

/** Uploads a file as the manager's phone does; gives its id. */
async function upload(content: string | Uint8Array): Promise<string> {
  const headers = { 'x-openid': MANAGER };
  const path = `${cloud.url}/local/storage/codes/${String((files += 1))}.txt`;
  const response = await fetch(path, { method: 'PUT', headers, body: Buffer.from(content) });
  return ((await response.json()) as { fileId: string }).fileId;
}

const draft = async (changes: Partial<DealInput> = {}): Promise<string> => {
  const deal = shop.aDeal({ codeSource: 'imported', ...changes });
  return (await cloud.do(OWNER, 'saveDeal', { requestId: id(), deal })).dealId;
};

const importing = async (dealId: string, content: string | Uint8Array) =>
  cloud.do(MANAGER, 'importCodes', { requestId: id(), dealId, fileId: await upload(content) });

/** Codes that no other test has. */
let series = 0;
function someCodes(count: number): string[] {
  series += 1;
  return Array.from({ length: count }, (_, i) => `S${String(series)}-${String(i + 1).padStart(5, '0')}`);
}

/** A deal on the shelf with some codes. */
async function sell(codes: readonly string[], changes: Partial<DealInput> = {}): Promise<string> {
  const dealId = await draft(changes);
  expect(await importing(dealId, codes.join('\n'))).toEqual({ imported: codes.length, problems: [] });
  await cloud.do(OWNER, 'publishDeal', { dealId });
  return dealId;
}

const codesOf = (dealId: string): Promise<Row[]> => cloud.query('codes', { dealId });
const unusedOf = async (dealId: string): Promise<string[]> =>
  (await codesOf(dealId)).filter(({ orderId }) => orderId === null).map(({ code }) => String(code));
const carriedBy = async (openid: string, orderId: string): Promise<string[]> =>
  (await shop.vouchers(cloud, openid, orderId)).map(({ code }) => code);
const told = async (kind: string): Promise<Row[]> => cloud.query('messages', { kind });

describe('import', () => {
  test('import: good lines become stock, the others are named with line and reason', async () => {
    const [known = '', other = ''] = someCodes(2);
    await sell([known, other]);
    const dealId = await draft();
    const [a = '', b = ''] = someCodes(2);
    const lines = ['\uFEFF' + a, '', 'no good', b.toLowerCase(), ` ${a}\t`, known.toLowerCase(), '\t', 'short'];
    expect(await importing(dealId, lines.join('\r\n') + '\r\n')).toEqual({
      imported: 2,
      problems: [
        { line: 2, reason: 'empty_line' },
        { line: 3, reason: 'wrong_characters' },
        { line: 5, reason: 'duplicate_in_file' },
        { line: 6, reason: 'duplicate_in_shop' },
        { line: 7, reason: 'empty_line' },
        { line: 8, reason: 'wrong_characters' },
      ],
    });
    expect((await unusedOf(dealId)).sort()).toEqual([a, b]);
    expect(await shop.stockOf(cloud, dealId)).toBe(2);
  });

  test('import: a code that the shop has drawn itself is known', async () => {
    const generated = await shop.publish(cloud);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId: generated, buy: 'alone' });
    const [code = ''] = await carriedBy('o-a', orderId);
    const problems = [{ line: 1, reason: 'duplicate_in_shop' }];
    expect(await importing(await draft(), code)).toEqual({ imported: 0, problems });
  });

  test('import: more is added while it is sold; the same request is answered alike and adds nothing', async () => {
    const [first = '', ...more] = someCodes(1201);
    const dealId = await sell([first]);
    const input = { requestId: id(), dealId, fileId: await upload(more.join('\n')) };
    const answer = { imported: 1200, problems: [] };
    expect(await cloud.do(MANAGER, 'importCodes', input)).toEqual(answer);
    expect(await cloud.do(MANAGER, 'importCodes', input)).toEqual(answer);
    expect(await cloud.refusal(MANAGER, 'importCodes', { ...input, fileId: 'cloud://other' })).toEqual({
      error: 'REQUEST_ID_REUSED',
    });
    expect(await shop.stockOf(cloud, dealId)).toBe(1201);
    expect(await codesOf(dealId)).toHaveLength(1201);
    expect(await importing(dealId, more.join('\n'))).toMatchObject({ imported: 0 });
  });

  test('import: a file of twenty thousand codes is taken whole', async () => {
    const dealId = await draft();
    expect(await importing(dealId, someCodes(20_000).join('\n'))).toEqual({ imported: 20_000, problems: [] });
  });

  test('import: a file of two megabytes is read, whatever is in it', async () => {
    const problems = [{ line: 1, reason: 'wrong_characters' }];
    const content = 'A'.repeat(2 * 1024 * 1024);
    expect(await importing(await draft(), content)).toEqual({ imported: 0, problems });
  });

  test('import: of more than two hundred bad lines two hundred are named', async () => {
    const { imported, problems } = await importing(await draft(), '?\n'.repeat(1001));
    expect([imported, problems.length, problems.at(-1)]).toEqual([
      ...[0, 200, { line: 200, reason: 'wrong_characters' }],
    ]);
  });

  test('import: one that died is made again by the same request, or later by another', async () => {
    const codes = someCodes(600);
    const dealId = await draft();
    const fileId = await upload(codes.join('\n'));
    const dying = { requestId: id(), dealId, fileId };
    const match = { action: 'importCodes', call: 'database.modifyDocument' };
    await cloud.faults({ match, kind: 'die-before', nth: 1 });
    await cloud.call(MANAGER, 'api', { action: 'importCodes', input: dying });
    await cloud.faults();
    expect(await codesOf(dealId)).toHaveLength(600);
    const other = await cloud.do(MANAGER, 'importCodes', { ...dying, requestId: id() });
    expect([other.imported, other.problems.length]).toEqual([0, 200]);
    await cloud.advance(2 * MINUTE);
    const elsewhere = await draft();
    expect(await importing(elsewhere, codes.slice(0, 100).join('\n'))).toEqual({ imported: 100, problems: [] });
    expect(await cloud.do(MANAGER, 'importCodes', dying)).toMatchObject({ imported: 500 });
    const stock = async (of: string) => (await cloud.query('deals', { _id: of }))[0]?.free;
    expect([await stock(dealId), await stock(elsewhere)]).toEqual([500, 100]);
    expect([(await codesOf(dealId)).length, (await codesOf(elsewhere)).length]).toEqual([500, 100]);
  });

  test.each([
    ['empty', ''],
    ['empty', '\uFEFF'],
    ['too_many', '\n'.repeat(20_001)],
    ['too_large', 'A'.repeat(2 * 1024 * 1024 + 1)],
  ])('import: a file that is %s changes nothing', async (reason, content) => {
    const input = { requestId: id(), dealId: await draft(), fileId: await upload(content) };
    expect(await cloud.refusal(MANAGER, 'importCodes', input)).toEqual({
      ...{ error: 'CODES_NOT_IMPORTED', detail: { reason } },
    });
  });

  test('import: not without a file, not for a deal that draws its codes, not by a clerk', async () => {
    const input = { requestId: id(), dealId: await draft(), fileId: 'cloud://local-env.bucket/nothing.txt' };
    const refused = (reason: string) => ({ error: 'CODES_NOT_IMPORTED', detail: { reason } });
    expect(await cloud.refusal(MANAGER, 'importCodes', input)).toEqual(refused('no_file'));
    const generated = { ...input, dealId: await shop.publish(cloud) };
    expect(await cloud.refusal(MANAGER, 'importCodes', generated)).toEqual(refused('not_imported_deal'));
    expect(await cloud.refusal(CLERK, 'importCodes', input)).toEqual({ error: 'FORBIDDEN' });
    expect(await cloud.refusal(MANAGER, 'importCodes', { ...input, dealId: 'NONE' })).toEqual({ error: 'NOT_FOUND' });
  });
});

describe('the deal', () => {
  test('stock: taken off sale and put back, never more than there are codes', async () => {
    const dealId = await sell(someCodes(5));
    const adjust = (delta: number) => ({ requestId: id(), dealId, delta });
    const invalid = { error: 'INVALID_INPUT', detail: { field: 'delta' } };
    expect(await cloud.refusal(MANAGER, 'adjustStock', adjust(1))).toEqual(invalid);
    expect(await cloud.do(MANAGER, 'adjustStock', adjust(-3))).toEqual({ stock: 2 });
    expect(await cloud.refusal(MANAGER, 'adjustStock', adjust(-3))).toEqual({ error: 'STOCK_TOO_LOW' });
    expect(await cloud.refusal(MANAGER, 'adjustStock', adjust(4))).toEqual(invalid);
    expect(await cloud.do(MANAGER, 'adjustStock', adjust(3))).toEqual({ stock: 5 });
  });

  test('deal: refunded units do not go back on sale, and codes do not begin to come from elsewhere', async () => {
    const refund = { anytime: true, onExpiry: true, restock: true };
    const problemsOf = (field: string, reason: string) => ({
      ...{ error: 'DEAL_HAS_PROBLEMS', detail: { problems: [{ field, reason }] } },
    });
    const dealId = await draft({ refund });
    expect(await cloud.refusal(OWNER, 'publishDeal', { dealId })).toEqual(
      problemsOf('refund', 'imported_codes_never_return'),
    );
    const deal = shop.aDeal({ codeSource: 'generated' });
    expect(await cloud.refusal(OWNER, 'saveDeal', { requestId: id(), dealId, deal })).toEqual(
      problemsOf('codeSource', 'source_is_fixed'),
    );
  });

  test('owner: hears once after each import that few codes are left', async () => {
    const dealId = await sell(someCodes(12));
    await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    expect(await told('codes_running_low')).toEqual([]);
    await shop.buy(cloud, 'o-b', { dealId, buy: 'alone' });
    await shop.buy(cloud, 'o-c', { dealId, buy: 'alone' });
    const about = { dealId, title: '精洗一次', left: 10 };
    expect(await told('codes_running_low')).toMatchObject([{ person: OWNER, about }]);
    await importing(dealId, someCodes(1).join('\n'));
    await shop.buy(cloud, 'o-d', { dealId, buy: 'alone' });
    expect(await told('codes_running_low')).toHaveLength(2);
  });
});

describe('sale', () => {
  test('sale: each voucher carries a code of its own, which a clerk may type in any case', async () => {
    const codes = someCodes(4);
    const dealId = await sell(codes, { usesPerVoucher: 2 });
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 3 });
    const carried = await carriedBy('o-a', orderId);
    expect(new Set([...carried, ...(await unusedOf(dealId))])).toEqual(new Set(codes));
    expect((await codesOf(dealId)).filter((code) => code.orderId === orderId)).toHaveLength(3);
    const typed = ` ${(carried[0] ?? '').toLowerCase().replace('-', '- ')} `;
    expect(await cloud.do(CLERK, 'prepareRedemption', { code: typed })).toMatchObject({ usesLeft: 2 });
    expect(await shop.redeem(cloud, CLERK, { code: typed })).toMatchObject({ usesLeft: 1 });
    const [unused = ''] = await unusedOf(dealId);
    expect(await cloud.refusal(CLERK, 'prepareRedemption', { code: unused })).toEqual({ error: 'VOUCHER_NOT_FOUND' });
  });

  test('sale: nobody sees a code before the group has formed', async () => {
    const codes = someCodes(2);
    const dealId = await sell(codes);
    const { groupId = '', orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'open' });
    expect(await cloud.refusal('o-a', 'getVoucher', { voucherId: `${orderId}V01` })).toEqual({ error: 'NOT_FOUND' });
    const seen = [
      await cloud.do('o-a', 'getOrder', { orderId }),
      await cloud.do('o-a', 'listOrders', {}),
      await cloud.do('o-a', 'getGroup', { groupId }),
      await cloud.do(OWNER, 'getMerchantOrder', { orderId }),
    ];
    expect(codes.filter((code) => JSON.stringify(seen).includes(code))).toEqual([]);
    await shop.buy(cloud, 'o-b', { dealId, buy: 'join', groupId });
    expect(codes).toContain((await carriedBy('o-a', orderId))[0]);
  });

  test('sale: sold out means no unused code, and more codes end it', async () => {
    const dealId = await sell(someCodes(2));
    await shop.buy(cloud, 'o-a', { dealId, buy: 'alone', quantity: 2 });
    expect(await cloud.refusal('o-b', 'createOrder', shop.ordering({ dealId, buy: 'alone' }))).toEqual({
      error: 'SOLD_OUT',
    });
    const [more = ''] = someCodes(1);
    await importing(dealId, more);
    const { orderId } = await shop.buy(cloud, 'o-b', { dealId, buy: 'alone' });
    expect(await carriedBy('o-b', orderId)).toEqual([more]);
  });
});

describe('codes come back', () => {
  const codeOf = (openid: string, orderId: string) => carriedBy(openid, orderId).then(([code]) => code);

  test('unpaid: when its order is closed a code is sold to somebody else', async () => {
    const [only = ''] = someCodes(1);
    const dealId = await sell([only]);
    const { orderId } = await shop.order(cloud, 'o-a', { dealId, buy: 'alone' });
    expect(await unusedOf(dealId)).toEqual([]);
    await cloud.advance(7 * MINUTE);
    expect(await unusedOf(dealId)).toEqual([only]);
    const sold = await shop.buy(cloud, 'o-b', { dealId, buy: 'alone' });
    expect(await codeOf('o-b', sold.orderId)).toBe(only);
    expect(await cloud.do('o-a', 'getOrder', { orderId })).toMatchObject({ status: 'closed', vouchers: [] });
  });

  test('a failed group: when its payments go back its codes do, too', async () => {
    const codes = someCodes(3);
    const dealId = await sell(codes, { windowMinutes: 10 });
    await shop.buy(cloud, 'o-a', { dealId, buy: 'open', quantity: 3 });
    expect(await unusedOf(dealId)).toEqual([]);
    await cloud.advance(20 * MINUTE);
    expect((await unusedOf(dealId)).sort()).toEqual(codes);
    const { orderId } = await shop.buy(cloud, 'o-b', { dealId, buy: 'alone', quantity: 3 });
    expect((await carriedBy('o-b', orderId)).sort()).toEqual(codes);
  });

  test('no prepayment: codes and stock are back at once', async () => {
    const dealId = await sell(someCodes(2));
    await cloud.faults({ match: {}, kind: 'prepay-fails' });
    expect(await cloud.refusal('o-a', 'createOrder', shop.ordering({ dealId, buy: 'alone' }))).toMatchObject({
      error: 'PAYMENT_UNAVAILABLE',
    });
    expect([(await unusedOf(dealId)).length, await shop.stockOf(cloud, dealId)]).toEqual([2, 2]);
  });

  test('an order that died before it was written: its codes are swept with its stock', async () => {
    const dealId = await sell(someCodes(2));
    await cloud.faults({ match: { action: 'createOrder', call: 'database.insertDocument' }, kind: 'die-before' });
    await cloud.call('o-a', 'api', { action: 'createOrder', input: shop.ordering({ dealId, buy: 'alone' }) });
    await cloud.faults();
    expect([(await unusedOf(dealId)).length, await shop.stockOf(cloud, dealId)]).toEqual([1, 1]);
    await cloud.advance(10 * MINUTE);
    expect([(await unusedOf(dealId)).length, await shop.stockOf(cloud, dealId)]).toEqual([2, 2]);
  });

  test('never after issue: a refunded code is not sold again', async () => {
    const codes = someCodes(2);
    const dealId = await sell(codes);
    const { orderId } = await shop.buy(cloud, 'o-a', { dealId, buy: 'alone' });
    const carried = await codeOf('o-a', orderId);
    await cloud.do('o-a', 'requestRefund', { requestId: id(), orderId });
    await cloud.advance(DAY);
    expect([await unusedOf(dealId), await shop.stockOf(cloud, dealId)]).toEqual([
      ...[codes.filter((code) => code !== carried), 1],
    ]);
  });

  /** An order of the only codes is closed unpaid; others may buy; then its payment comes all the same. */
  async function payLate(dealId: string, meanwhile: () => Promise<unknown>): Promise<string> {
    const late = await shop.order(cloud, 'o-late', { dealId, buy: 'alone', quantity: 2 });
    await cloud.advance(7 * MINUTE);
    await meanwhile();
    await cloud.faults({ match: {}, kind: 'paid-after-close' });
    expect(await cloud.pay('o-late', late.payment)).toMatchObject({ status: 200 });
    await cloud.faults();
    await cloud.advance(HOUR);
    return late.orderId;
  }

  test('paid late: codes are taken again, those that are left', async () => {
    const codes = someCodes(4);
    const dealId = await sell(codes);
    let other: string[] = [];
    const orderId = await payLate(dealId, async () => {
      const sold = await shop.buy(cloud, 'o-b', { dealId, buy: 'alone', quantity: 2 });
      other = await carriedBy('o-b', sold.orderId);
    });
    expect([...(await carriedBy('o-late', orderId)), ...other].sort()).toEqual(codes);
    expect([await unusedOf(dealId), await shop.stockOf(cloud, dealId)]).toEqual([[], 0]);
    const [own = ''] = await carriedBy('o-late', orderId);
    expect(await shop.redeem(cloud, CLERK, { code: own })).toMatchObject({ usesLeft: 0 });
  });

  test('paid late, and the codes are gone: the money goes back', async () => {
    const dealId = await sell(someCodes(2));
    const orderId = await payLate(dealId, () => shop.buy(cloud, 'o-b', { dealId, buy: 'alone' }));
    expect(await cloud.do('o-late', 'getOrder', { orderId })).toMatchObject({ status: 'refunded', vouchers: [] });
    expect([(await unusedOf(dealId)).length, await shop.stockOf(cloud, dealId)]).toEqual([1, 1]);
  });
});

test('books: after all these stories nothing is oversold, and each code is where it belongs', async () => {
  await cloud.advance(HOUR);
  expect((await auditAs(['--url', cloud.url])).lines.at(-1)).toBe('Everything holds.');
});
