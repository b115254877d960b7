import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../../cloudfunctions/operations/operations';
import { startStory, type Story } from '../story/cloud-driver';
import { openShop } from '../story/shop';
import { buying } from './buying';
import { importing } from './importing';
import { costOf, serviceOf } from './call-log';
import { readCallTable, type CallRow } from './call-table';
import { countingWith, type Drive } from './drive';
import { people, reading, selling } from './keeping-shop';
import { leading } from './leading';
import { paying } from './paying';
import { redeeming } from './redeeming';
import { timers } from './timers';

const drives: Readonly<Record<string, Drive>> = {
  ...{ ...buying, ...paying, ...redeeming, ...selling, ...people, ...reading },
  ...timers,
  ...importing,
  ...leading,
};
const table = readCallTable();

/** The functions that no client calls. */
const others = ['pay-notify', 'refund-notify', 'expire', 'deliver', 'settle'];

let cloud: Story;
let counting: ReturnType<typeof countingWith>;

beforeAll(async () => {
  cloud = await startStory();
  counting = countingWith(cloud);
  await openShop(cloud);
});

afterAll(() => cloud.close());

describe('calls: the table', () => {
  test('has a row for every operation, timer and notice, and for nothing else', () => {
    const named = [...new Set(table.map(({ operation }) => operation))];
    expect(named.sort()).toEqual([...Object.keys(operations), ...others].sort());
  });

  test('has a drive for each of its rows, and a row for each drive', () => {
    expect(Object.keys(drives)).toEqual(table.map(({ name }) => name));
  });

  test('says why, and names no number below which its own argument does not go', () => {
    const weak = ({ cost, fewest, why }: CallRow): boolean => why === '' || !(cost.database >= fewest);
    expect(table.filter(weak)).toEqual([]);
  });

  test('the last payment costs the same for a group of 2, 5, 20 and 100', () => {
    const last = table.filter(({ name }) => name.startsWith('pay-notify · join, the last of '));
    expect(last.map(({ name }) => Number(name.split(' ').at(-1)))).toEqual([2, 5, 20, 100]);
    expect(new Set(last.map(({ cost }) => JSON.stringify(cost))).size).toBe(1);
  });
});

describe('calls: each row is what happens', () => {
  test.each(table)('$name', async ({ name, cost }) => {
    await drives[name]?.(counting.shop);
    const calls = counting.measured();
    const made = calls.map(({ action, collection = '' }) => `${action} ${collection}`);
    expect({ made, ...costOf(calls) }).toEqual({ made, ...cost });
    expect(calls.filter((call) => serviceOf(call) === 'transaction')).toEqual([]);
    const scans = calls.flatMap(({ trace }) => trace).filter(({ examined, index }) => examined > 0 && !index);
    expect(scans).toEqual([]);
    expect(calls.filter(({ failure }) => failure)).toEqual([]);
  });
});
