import { expect, test } from '@jest/globals';
import { operations } from '../operations/operations';
import * as input from './input';

/** Objects with a length that cannot be compared: JSON may carry them. */
const unmeasurable = [
  { length: { toString: 'x', valueOf: 'x' } },
  { 0: 'a', length: { toString: null, valueOf: null } },
  { length: [{ toString: 1, valueOf: 1 }] },
];

/** Every field of every operation's input, by its path from the action on. */
const fields = Object.entries(operations).flatMap(([action, { input: schema }]) => {
  const { shape } = schema._zod.def as unknown as { readonly shape?: object };
  return Object.keys(shape ?? {}).map((field) => [action, field] as const);
});

test('input: no field of any action takes a thing for a text because it has a length, and each is named', () => {
  expect(fields.length).toBeGreaterThan(100);
  for (const [action, field] of fields) {
    const { input: schema } = operations[action as keyof typeof operations];
    for (const value of unmeasurable) {
      const { success, error } = schema.safeParse({ [field]: value });
      expect([action, field, success]).toEqual([action, field, false]);
      expect(error?.issues.map(({ path }) => path[0])).toContain(field);
    }
  }
});

test.each([
  ['a text with nothing but space', input.text(3), ' \t'],
  ['a text too long', input.text(3), '一二三四'],
  ['a long text too long', input.longText(3), 'a\nbc'],
  ['an id of nothing', input.id, ''],
  ['a list too long', input.array(input.id).check(input.most(1)), ['a', 'b']],
  ['a list too short', input.array(input.id).check(input.least(1)), []],
  ['a list of what is no text', input.array(input.id).check(input.least(1), input.most(2)), ['a', { length: 1 }]],
])('input: refused: %s', (_what, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});

test.each([
  ['a text, without the space around it', input.text(3), ' 一二三 ', '一二三'],
  ['a long text', input.longText(3), 'a\nb', 'a\nb'],
  ['a list', input.array(input.id).check(input.least(1), input.most(2)), ['a', 'b'], ['a', 'b']],
])('input: taken: %s', (_what, schema, value, taken) => {
  expect(schema.safeParse(value)).toMatchObject({ success: true, data: taken });
});
