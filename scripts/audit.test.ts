import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Documents } from '../cloudfunctions/audit/audit';
import { change, type Edit } from '../cloudfunctions/audit/fixtures/edits';
import { deal, NOW, soundShop } from '../cloudfunctions/audit/fixtures/shop';
import { merchantIdOf } from '../cloudfunctions/domain/ids';
import { DEFAULT_APPID, startCloud } from '../emulator/cloud';
import { Durable } from '../emulator/engine/durable';
import { Engine } from '../emulator/engine/engine';
import { drive } from '../tests/story/cloud-driver';
import { CLERK, formGroup, openShop, publish, redeem, voucher } from '../tests/story/shop';
import { auditAs } from './audit';

let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'audit-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Puts documents into the data directory, as a local cloud would have left them. */
async function keep(collections: Readonly<Record<string, readonly object[]>>): Promise<void> {
  const engine = new Engine({ now: () => NOW, id: () => 'ID', refuseScans: false, conflictAt: 'operation' });
  const durable = Durable.open(directory, engine);
  for (const [name, documents] of Object.entries(collections)) {
    engine.declare([{ name, indexes: [] }]);
    engine.insert(name, documents);
  }
  await durable.close();
}

function keepShop(edit: Edit = (documents) => documents): Promise<void> {
  const { pay, ...shop }: Documents = edit(soundShop);
  const { orders = [], refunds = [] } = pay ?? {};
  const ours = { sys_pay_orders: orders, sys_pay_refunds: refunds, sys_timers: [{ _id: 'expire', lastAt: NOW }] };
  return keep({ ...shop, ...ours });
}

test('npm run audit: a sound data directory gives a line for each invariant and 0', async () => {
  await keepShop();
  const { lines, status } = await auditAs(['--data', directory]);
  expect([status, lines.length, lines.at(-1)]).toEqual([0, 15, 'Everything holds.']);
  expect(lines[3]).toBe(
    'I4  ok, 1 deals: Of every deal: stocked + adjusted = free + held + sold. ' +
      'Nothing is oversold, and no unit is lost.',
  );
});

test('npm run audit: a violation has a line of its own that names the document, and gives 1', async () => {
  await keepShop(change('deals', deal._id, { free: deal.free + 1 }));
  const { lines, status } = await auditAs(['--data', directory]);
  expect([status, lines.length, lines.at(-1)]).toEqual([1, 16, '1 violation.']);
  expect(lines[3]).toMatch(/^I4 {2}VIOLATED 1×, 1 deals: /);
  expect(lines[4]).toBe(`      deals/${deal._id}: stocked 50 + adjusted 5 = 55, but free 46 + held 3 + sold 7 = 56`);
});

test('npm run audit: a local cloud at work, by its address and by its directory', async () => {
  // More of one kind than one request gives.
  const about = { person: 'o-owner', kind: 'typing_locked', about: {}, at: NOW, readAt: null };
  const message = { ...about, merchantId: merchantIdOf(DEFAULT_APPID) };
  await keep({ messages: Array.from({ length: 1001 }, (_, i) => ({ _id: `typing_locked:${String(i)}`, ...message })) });
  const dist = resolve(__dirname, '../dist');
  const log = (): void => undefined;
  const cloud = await startCloud({ port: 0, dataDirectory: directory, dist, refuseScans: true, log });
  try {
    const driver = drive(cloud);
    await openShop(driver);
    const dealId = await publish(driver);
    const { orderIds } = await formGroup(driver, dealId, ['o-lin', 'o-mei'], 2);
    const { token = '' } = await voucher(driver, 'o-lin', orderIds[0] ?? '');
    await redeem(driver, CLERK, { token });
    for (const timer of ['expire', 'deliver']) await driver.timer(timer);

    const byAddress = await auditAs(['--url', `${cloud.url}/`]);
    const byDirectory = await auditAs(['--data', directory]);
    const checked = ({ lines }: typeof byAddress, id: string) => lines.find((line) => line.startsWith(id));
    expect([byAddress, byDirectory].flatMap(({ lines }) => lines.filter((line) => line.startsWith(' ')))).toEqual([]);
    expect([byAddress.status, byDirectory.status]).toEqual([0, 0]);
    expect(checked(byAddress, 'I7')).toContain('no source, not checked');
    expect(checked(byDirectory, 'I7')).toContain('ok, 2 payments and refunds');
    // One redemption, and three messages: to two members, and of the redemption.
    expect(checked(byAddress, 'I11')).toContain(`ok, ${String(1 + 1001 + 3)} rows`);
  } finally {
    await cloud.close();
  }
});

test.each([
  ['nothing', [], 'Say what to audit'],
  ['two things', ['--data', '.', '--url', 'http://127.0.0.1:8787'], 'Say what to audit'],
  ['an unknown option', ['--port', '1'], "Unknown option '--port'"],
  ['a directory of something else', ['--data', tmpdir()], 'cannot be read as the database of a local cloud'],
  ['an address where nobody is', ['--url', 'http://127.0.0.1:9'], 'does not answer as a local cloud does'],
  ['no address', ['--url', 'cloud'], 'does not answer as a local cloud does'],
])('npm run audit: %s is refused in words, with 2', async (_what, words, said) => {
  const { lines, status } = await auditAs(words);
  expect([status, lines.join()]).toEqual([2, expect.stringContaining(said)]);
});
