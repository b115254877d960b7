import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import {
  dealFields,
  fieldsWithProblems,
  problemsAtFields,
  problemsInWords,
} from '../../../miniprogram/merchant/presenters/deal-problems';
import { serverProblems, unknownProblem } from '../../../miniprogram/merchant/text/problems';

const root = join(__dirname, '../../..');
const rules = readFileSync(join(root, 'cloudfunctions/domain/deal-problems.ts'), 'utf8');
const named = (what: 'field' | 'reason') => [...rules.matchAll(new RegExp(`${what}: '(\\w+)'`, 'g'))].map((m) => m[1]);

describe('the problems of a deal', () => {
  test('every reason of the server has words, and no words are for nothing', () => {
    expect(Object.keys(serverProblems).sort()).toEqual([...new Set(named('reason'))].sort());
  });

  test('every field of the server has a place in the editor', () => {
    const known: readonly (string | undefined)[] = dealFields;
    expect(named('field').filter((field) => !known.includes(field))).toEqual([]);
  });

  test('stand at their fields, the first of each', () => {
    const problems = problemsAtFields([
      { field: 'validity', reason: 'already_over' },
      { field: 'groupPriceFen', reason: 'price_missing' },
      { field: 'groupPriceFen', reason: 'group_price_not_below_alone_price' },
    ]);
    expect(problems).toMatchObject({
      groupPriceFen: '请填写价格',
      validity: '这个时间已经过了，请选更晚的',
      title: '',
    });
    expect(fieldsWithProblems(problems)).toEqual(['groupPriceFen', 'validity']);
  });

  test('of fields that the editor does not have stand at the mode', () => {
    expect(problemsAtFields([{ field: 'colour', reason: 'tiers_missing' }]).mode).toBe('请填写至少一档阶梯价');
  });

  test('of a reason that is not known yet have words too', () => {
    expect(problemsAtFields([{ field: 'title', reason: 'too_loud' }]).title).toBe(unknownProblem);
  });

  test('are told in one sentence, each once', () => {
    const problems = [
      { field: 'storeIds', reason: 'no_store' },
      { field: 'alonePriceFen', reason: 'price_missing' },
      { field: 'groupPriceFen', reason: 'price_missing' },
    ];
    expect(problemsInWords(problems)).toBe('至少要有一家可用门店；请填写价格');
    expect(problemsInWords([])).toBe('');
  });
});
