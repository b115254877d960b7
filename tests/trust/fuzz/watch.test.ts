import { expect, test } from '@jest/globals';
import { openidOf } from '../cast';
import { databaseHash, sameButCounters } from '../database-hash';
import { leakFinders } from '../leaks';
import { openTwoShops, SECRET } from '../two-shops';
import { FIELD_MARK, OPERATOR_MARK } from './hostile';
import { wrongOnTheWire } from './wire';

/** What the fuzz watches with must see what it is there for. */
const request = (fields: object) => ({ contentType: 'application/json', body: Buffer.from(JSON.stringify(fields)) });
const toWeChat = (fields: object) => ({
  contentType: 'multipart/form-data; boundary=-',
  body: Buffer.from(`---\r\n\r\n${JSON.stringify(fields)}\r\n-----`),
});
const query = (conditions: object) => request({ action: 'x', query: JSON.stringify(conditions) });
const stage = (stageKey: string, value: object) => ({ stageKey, stageValue: JSON.stringify(value) });

test.each([
  ["an operator of a client's", query({ code: { $ne: OPERATOR_MARK } }), 'an object of the client'],
  ['an operator that we never send', query({ code: { $regex: '.' } }), 'not ours is on the wire: $regex'],
  ['a fraction', query({ fen: { $numberDouble: '1.5' } }), 'not ours is on the wire: $numberDouble'],
  ['a value that is no number', query({ fen: { $numberDouble: 'NaN' } }), 'not ours is on the wire: $numberDouble'],
  ['a date of the server', query({ at: { $tcb_server_date: {} } }), 'not ours is on the wire: $tcb_server_date'],
  ['conditions that say nothing', query({}), 'a request of everything'],
  [
    'a text that is read as a field',
    request({ stages: [stage('$addFields', { key: FIELD_MARK })] }),
    'read as a field',
  ],
  ['an amount that is no number', toWeChat({ refund_fee: 'NaN', refund_desc: 'x' }), '"refund_fee":"NaN"'],
  ['a number made of nothing', toWeChat({ refund_desc: 'a \\" b', out_refund_no: 'Rundefined' }), 'Rundefined'],
])('wire: %s is seen', (_, sent, says) => {
  expect(wrongOnTheWire(sent).join()).toContain(says);
});

test('wire: what we send is let through, and so is a text of a client where only texts are meant', () => {
  const key = { key: { $literal: [FIELD_MARK] } };
  const stages = [stage('$match', { _id: FIELD_MARK }), stage('$addFields', key)];
  expect(wrongOnTheWire(request({ stages }))).toEqual([]);
  expect(wrongOnTheWire(toWeChat({ refund_desc: 'NaN', body: 'a "undefined" \\', refund_fee: 1 }))).toEqual([]);
  expect(wrongOnTheWire(query({ a: { $in: ['x', '{"$ne":null}'] }, b: { $numberInt: '1' } }))).toEqual([]);
});

test('leaks: openids, keys, stacks and what is others is seen; what one has said oneself is not', async () => {
  const world = await openTwoShops();
  const { first, second } = world;
  const find = leakFinders(world)('stranger', true);
  const leaky = [
    ...[openidOf('second', 'buyer'), SECRET, 'Error\n    at main (x)', 'cloudfunctions/runtime/dispatch.ts:9:1'],
    ...[second.shelfId, second.voucherId, second.redemptionId, second.code, first.orderId, first.code],
  ];
  for (const text of leaky) expect([text, find({ text }, []).length]).toEqual([text, 1]);
  expect(find({ orderId: second.orderId }, [{ orderId: second.orderId }])).toEqual([]);
  expect(find({ dealId: first.shelfId, groupId: first.groupId }, [])).toEqual([]);
  expect(leakFinders(world)('manager', false)({ orderId: first.orderId }, [])).toEqual([]);
});

test('hash: any field of any document counts, and counters can be told from the rest', () => {
  const documents = (left: number, attemptSeq: number) => ({
    deals: [{ _id: 'a', left }],
    staff: [{ _id: 'b', attemptSeq }],
  });
  const before = documents(1, 1);
  expect(databaseHash(documents(1, 1))).toBe(databaseHash(before));
  expect(databaseHash(documents(2, 1))).not.toBe(databaseHash(before));
  expect(sameButCounters(before, documents(1, 2))).toBe(true);
  expect(sameButCounters(before, documents(2, 2))).toBe(false);
});
