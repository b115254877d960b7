import { expect, test } from '@jest/globals';
import { audit } from './audit';
import { NOW, soundShop } from './fixtures/shop';

test('audit: a sound shop has no violations', () => {
  const findings = audit(soundShop, { now: NOW });
  expect(findings.flatMap(({ id, violations }) => violations.map((v) => [id, v.says, ...v.documents]))).toEqual([]);
  console.log(findings.map((f) => [f.id, f.counted, f.of].join(' ')).join('\n'));
});
