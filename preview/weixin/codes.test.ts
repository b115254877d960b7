import { expect, test } from '@jest/globals';

import { testEngine } from '../../emulator/engine/test-engine';
import { functionEnvironment, settingCollections } from '../../emulator/local/set-up';
import { links, meaningOf, type Meaning } from './codes';

const pages = ['pages/group/group', 'clerk/pages/scan/scan'];
const LINK = 'https://q.tuanquan.example/v/abc.d=e';

test.each<[string, Meaning]>([
  ['pages/group/group?scene=groupId%3DG1', { kind: 'page', path: 'pages/group/group?scene=groupId%3DG1' }],
  [LINK, { kind: 'link', path: `clerk/pages/scan/scan?q=${encodeURIComponent(LINK)}` }],
  ['https://other.example/v/abc', { kind: 'text' }],
  ['pages/elsewhere/elsewhere?scene=a', { kind: 'text' }],
  ['123456789012', { kind: 'text' }],
])('a scanned text means: %s', (text, meaning) => {
  expect(meaningOf(text, pages)).toEqual(meaning);
});

test('links of ours begin as the local cloud writes them into vouchers', () => {
  const { engine } = testEngine();
  engine.declare(settingCollections);
  const { TUANQUAN_QR_PREFIX } = functionEnvironment(engine, () => 's'.repeat(32));
  expect(links.map(({ prefix }) => prefix)).toEqual([TUANQUAN_QR_PREFIX]);
});
