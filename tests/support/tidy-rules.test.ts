import { expect, test } from '@jest/globals';

import { rules, violations } from './tidy-rules';

const domain = 'cloudfunctions/domain/order.ts';
const operation = 'cloudfunctions/operations/create-order.ts';
const engine = 'emulator/engine/engine.ts';

/** Rule, file, text, and the line that it must be found in: for each rule, everything that it is there to find. */
const planted: readonly (readonly [rule: string, path: string, text: string, line: number])[] = [
  ['import direction', domain, "\nimport { x } from '../runtime/dispatch';", 2],
  ['import direction', domain, "import { readFile } from 'node:fs/promises';", 1],
  ['import direction', operation, "import { x } from '../adapters/cloud-database';", 1],
  ['import direction', operation, "export { x } from '../adapters/cloud-database';", 1],
  ['import direction', operation, "const x = await import('wx-server-sdk');", 1],
  ['import direction', operation, "type X = import('../adapters/cloud-database').X;", 1],
  ['import direction', operation, "import cloud from 'wx-server-sdk';", 1],
  ['import direction', operation, "import { api } from '../../typings/api';", 1],
  ['import direction', 'cloudfunctions/adapters/wechat-pay.ts', "import { x } from '../operations/create-order';", 1],
  ['import direction', 'cloudfunctions/functions/api.ts', "import { x } from '../domain/order';", 1],
  ['import direction', 'cloudfunctions/functions/api.ts', "import { x } from '../../emulator/cloud';", 1],
  ['import direction', engine, "import type { Order } from '../../cloudfunctions/domain/order';", 1],
  ['import direction', engine, "import cloud from 'wx-server-sdk';", 1],
  ['import direction', 'typings/api.ts', "import { z } from 'zod';", 1],
  [
    'import direction',
    'miniprogram/pages/order/order.ts',
    "import { x } from '../../../cloudfunctions/domain/order';",
    1,
  ],
  ['import direction', 'cloudfunctions/domain/order.test.ts', "import { x } from '../../miniprogram/app';", 1],
  ['import direction', 'cloudfunctions/services/order.ts', "import { x } from './price';", 1],
  ['one room', 'cloudfunctions/adapters/wechat-pay.ts', 'const db = cloud.database();', 1],
  ['one room', 'miniprogram/pages/order/order.ts', 'wx.cloud.callFunction({});', 1],
  ['file length', domain, '\n'.repeat(201), 201],
  ['file length', 'cloudfunctions/domain/order.test.ts', '\n'.repeat(401), 401],
  ['document length', 'README.md', '\n'.repeat(81), 81],
  ['document length', 'CONTRIBUTING.md', '\n'.repeat(81), 81],
  ['document length', 'docs/ARCHITECTURE.md', '\n'.repeat(151), 151],
  ['document length', 'docs/decisions/0001-one-document.md', '\n'.repeat(41), 41],
  ['line length', domain, `\n${'x'.repeat(121)}`, 2],
  ['leftover', domain, '\n// TODO: later', 2],
  ['leftover', domain, '// FIXME', 1],
  ['leftover', 'README.md', 'HACK', 1],
  ['leftover', domain, '/* eslint-disable */', 1],
  ['leftover', domain, '// @ts-ignore', 1],
  ['leftover', domain, '// @ts-nocheck', 1],
  ['expected error', domain, '// @ts-expect-error', 1],
  ['idle test', 'tests/e2e/story.test.ts', "\ntest.only('x', () => {});", 2],
  ['idle test', 'tests/e2e/story.test.ts', "describe.skip('x', () => {});", 1],
  ['idle test', 'tests/e2e/story.test.ts', "test.skip.each([1])('x', () => {});", 1],
  ['idle test', 'tests/e2e/story.test.ts', "xtest('x', () => {});", 1],
  ['console', engine, "\nconsole.log('x');", 2],
  ['console', operation, "console.error('x');", 1],
  ['any', engine, '\nconst x: any = 1;', 2],
  ['any', 'tests/e2e/story.test.ts', 'const x = y as any;', 1],
  ['any', engine, 'export type Row = Record<string, any>;', 1],
  ['module state', operation, '\nlet count = 0;', 2],
  ['module state', operation, 'var count = 0;', 1],
  ['module state', operation, 'export const seen = new Map<string, number>();', 1],
  ['module state', operation, 'const queue: string[] = [];', 1],
  ['module state', operation, 'const cache: Record<string, string> = {};', 1],
  ['file name', 'emulator/index.ts', '', 1],
  ['file name', 'emulator/gateway/addDocument.ts', '', 1],
  ['file name', 'emulator/gateway/add_document.ts', '', 1],
  ['empty name', 'emulator/utils/sort.ts', '', 1],
  ['empty name', 'emulator/sort-helper.ts', '', 1],
  ['empty name', 'emulator/lock-manager.ts', '', 1],
  ['empty name', engine, '\nexport function handleRequest() {}', 2],
  ['empty name', engine, 'export const processOrder = 1;', 1],
  ['empty name', engine, 'export class LockManager {}', 1],
  ['empty name', engine, 'export interface OrderInfo {}', 1],
  ['empty name', engine, 'export type OrderData = string;', 1],
  ['generated file', 'dist/schema.json', '', 1],
  ['generated file', 'cloudfunctions/node_modules/zod/package.json', '', 1],
  ['generated file', 'miniprogram/miniprogram_npm/x/x.js', '', 1],
  ['generated file', 'run.log', '', 1],
  ['file size', 'docs/picture.png', ' '.repeat(524_289), 1],
  ['machine path', 'README.md', '\nsee /home/somebody/notes', 2],
  ['machine path', domain, "const x = '/root/notes';", 1],
];

/** What looks like a violation and is none. */
const fine: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'import direction',
    operation,
    "import type { Api } from '../../typings/api';\nimport { pay } from '../domain/order';",
  ],
  ['import direction', 'cloudfunctions/adapters/cloud-database.ts', "import cloud from 'wx-server-sdk';"],
  ['import direction', 'cloudfunctions/domain/order.test.ts', "import { test } from '@jest/globals';"],
  ['import direction', 'simulation/run.ts', "import { main } from '../cloudfunctions/functions/api';"],
  ['import direction', engine, "import { x } from '../clock/clock';\nimport { Query } from 'mingo';"],
  ['one room', 'cloudfunctions/adapters/cloud-database.ts', 'const db = cloud.database();'],
  ['file length', domain, '\n'.repeat(200)],
  ['file length', 'cloudfunctions/domain/order.test.ts', '\n'.repeat(400)],
  ['document length', 'README.md', '\n'.repeat(80)],
  ['line length', domain, 'x'.repeat(120)],
  ['line length', 'README.md', 'x'.repeat(121)],
  ['leftover', domain, "const methods = 'shackles';"],
  ['expected error', 'cloudfunctions/domain/order.test.ts', '// @ts-expect-error'],
  ['idle test', 'tests/conformance/find.test.ts', 'db.collection().skip(10);'],
  ['console', 'scripts/audit.ts', "console.log('x');"],
  ['console', engine, "const text = 'console.log(1)';"],
  ['any', engine, "// any\nconst any = 'any';"],
  ['module state', operation, 'function f() { let count = 0; return ++count; }'],
  ['module state', operation, 'const names: ReadonlyMap<string, string> = new Map([]);'],
  ['module state', engine, 'let count = 0;'],
  ['file name', 'emulator/engine/apply-update.test.ts', ''],
  ['file name', 'jest.config.mjs', ''],
  ['empty name', operation, "export type Manager = 'manager'; export function isManager() {}"],
  ['empty name', operation, 'export const uploadShippingInfo = 1; const data = 2;'],
  ['file size', 'docs/picture.png', ' '.repeat(524_288)],
  ['machine path', engine, "const url = 'https://example.com/home/page'; const path = './root/notes';"],
];

const file = (path: string, text: string) => ({ path, text, bytes: text.length });

test('tidy rules: every rule has something planted', () => {
  expect([...new Set(planted.map(([rule]) => rule))]).toEqual(Object.keys(rules));
});

test.each(planted)('tidy rules: %s is broken in %s (%#)', (rule, path, text, line) => {
  expect(violations([file(path, text)], [rule])).toEqual([expect.stringContaining(`${path}:${line} ${rule}: `)]);
});

test.each(fine)('tidy rules: %s is kept in %s (%#)', (rule, path, text) => {
  expect(violations([file(path, text)], [rule])).toEqual([]);
});

test('tidy rules: a violation says where, what and why', () => {
  expect(violations([file(engine, '\nlet x: any;')], ['any'])).toEqual([
    'emulator/engine/engine.ts:2 any: x: any (it switches the compiler off)',
  ]);
});
