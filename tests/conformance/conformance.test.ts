import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aggregateRows } from './aggregate.rows';
import { contextRows } from './context.rows';
import { databaseActionRows } from './database-actions.rows';
import { ejsonRows } from './ejson.rows';
import { engineGuardRows } from './engine-guards.rows';
import { errorRows } from './errors.rows';
import { functionRows } from './functions.rows';
import { local } from './local-gateway';
import { openapiRows } from './openapi.rows';
import { payRows } from './pay.rows';
import { queryEncodingRows } from './query-encoding.rows';
import { uncoveredRows } from './row';
import { storageRows } from './storage.rows';
import { transactionRows } from './transactions.rows';
import { transportRows } from './transport.rows';
import { updateEncodingRows } from './update-encoding.rows';

/*
 * Goal: the gateway and the engine behind it are to wx-server-sdk what the cloud is.
 * Method: the SDK as published runs in this process and talks over HTTP to a gateway with a real engine. Each row of
 * rows.ts is checked by what goes over the wire and by what a program gets, both written down here as literals.
 */
beforeAll(() => local.listen());
beforeEach(() => void local.actAs());
afterAll(() => local.close());

describe('transport', transportRows);
describe('ejson', ejsonRows);
describe('database actions', databaseActionRows);
describe('query encoding', queryEncodingRows);
describe('update encoding', updateEncodingRows);
describe('aggregate', aggregateRows);
describe('errors', errorRows);
describe('transactions', transactionRows);
describe('functions', functionRows);
describe('storage', storageRows);
describe('openapi', openapiRows);
describe('pay', payRows);
describe('context', contextRows);
describe('engine guards', engineGuardRows);

test('rows: every one has been checked by a test of this run', () => {
  expect(uncoveredRows()).toEqual([]);
});
