/** @jest-environment jsdom */
import { beforeEach, expect, test } from '@jest/globals';

import { showing } from '../simulate';

const show = showing('merchant/components/code-import/code-import', ['imported', 'close']);

/** What the sheet asks WeChat for: files, and two doors of the cloud. */
const asked: (readonly [what: string, options: unknown])[] = [];
const written = new Map<string, unknown>();
let answer: object | undefined;
let canUpload = true;
const note = (what: string, options: unknown): void => void asked.push([what, options]);
const cloud = {
  uploadFile(options: object) {
    note('upload', options);
    return canUpload ? Promise.resolve({ fileID: 'cloud://codes' }) : Promise.reject(new Error('uploadFile:fail'));
  },
  callFunction({ data }: { readonly data: object }) {
    note('call', data);
    return answer ? Promise.resolve({ result: answer }) : Promise.reject(new Error('callFunction:fail timeout'));
  },
};
const files = {
  writeFile({ filePath, data, success }: { filePath: string; data: string; success: () => void }) {
    written.set(filePath, data);
    success();
  },
};
const codes = (dealId: string) => ({ codes: { dealId, title: '自带券码', left: '还有 3 个没发出的券码', few: '' } });

beforeEach(() => {
  asked.length = 0;
  [answer, canUpload] = [undefined, true];
  const { wx } = globalThis as unknown as { readonly wx: object };
  const given = { cloud, env: { USER_DATA_PATH: 'wxfile://usr' }, getFileSystemManager: () => files };
  Object.assign(globalThis, { wx: Object.assign(Object.create(wx) as object, given) });
});

async function pasted(dealId: string, text: string) {
  const sheet = await show(codes(dealId));
  await sheet.tap('粘贴');
  await sheet.send('.paste', 'input', { value: text });
  await sheet.tap('开始导入');
  return sheet;
}

test('code-import: nothing is sent before there are codes', async () => {
  const sheet = await pasted('d1', ' \n');
  expect(sheet.text()).toContain('请粘贴券码，每行一个');
  expect(asked).toEqual([]);
});

test('code-import: what is pasted goes to the cloud as a file; what was not taken is named and copied', async () => {
  const problems = [{ line: 2, reason: 'empty_line' }];
  answer = { ok: true, now: 0, data: { imported: 1, problems } };
  const sheet = await pasted('d2', 'AB-100001\n\n');
  expect(written.get('wxfile://usr/codes.txt')).toBe('AB-100001\n\n');
  expect(asked).toMatchObject([
    ['upload', { filePath: 'wxfile://usr/codes.txt' }],
    ['call', { action: 'importCodes', input: { dealId: 'd2', fileId: 'cloud://codes' } }],
  ]);
  expect(sheet.text()).toContain('第 2 行：空行');
  expect(sheet.heard('imported')).toEqual([{ dealId: 'd2', imported: 1 }]);
  await sheet.tap('复制问题');
  expect(sheet.wxCalls).toContainEqual(['setClipboardData', { data: '第 2 行：空行' }]);
});

test('code-import: a file that was not uploaded has imported nothing, and is uploaded anew', async () => {
  canUpload = false;
  const sheet = await pasted('d3', 'AB-100001');
  expect(sheet.text()).toContain('还没有导入');
  await sheet.tap('开始导入');
  expect(asked.map(([what]) => what)).toEqual(['upload', 'upload']);
});

test('code-import: without an answer only the very same is sent again, also by a sheet opened anew', async () => {
  await pasted('d4', 'AB-100001');
  const [, sent] = asked;
  const again = await show(codes('d4'));
  expect(again.text()).toContain('再试一次不会重复导入');
  await again.tap('再试一次');
  expect(asked[2]).toEqual(sent);
  expect(asked).toHaveLength(3);
});

test('code-import: a refusal says why in its own words', async () => {
  answer = { ok: false, now: 0, error: 'CODES_NOT_IMPORTED', detail: { reason: 'too_many' } };
  const sheet = await pasted('d5', 'AB-100001');
  expect(sheet.text()).toContain('超过 20000 行：请分成几个文件导入');
});
