import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policy } from '../tests/trust/policy';
import type { Case } from '../tests/trust/policy/case';
import type { Action } from '../typings/api';
import { textOf, type Recording } from './recording';

const pay: Recording = { name: 'pay, alone', calls: 2, lines: ['  pay-notify: change orders, read orders'] };
const cancel: Recording = { name: 'cancel', calls: 1, lines: ['  cancelOrder: gather merchants'] };
const fewer: Recording = { name: 'pay, alone', calls: 1, lines: ['  pay-notify: change orders'] };
const kept =
  'pay, alone, 2 calls\n  pay-notify: change orders, read orders\n\ncancel, 1 call\n  cancelOrder: gather merchants\n';

test('recordings: what has not changed is kept as it was', () => {
  expect(textOf([pay, cancel], kept)).toBe(kept);
  expect(textOf([pay, cancel], '')).toBe(kept);
});

test('recordings: a call that disappears needs a reason, which stays with it', () => {
  expect(() => textOf([fewer, cancel], kept)).toThrow('fewer calls, and no reason: pay, alone: 1 calls, once 2');
  const shrunk = textOf([fewer, cancel], kept, 'the update says it');
  expect(shrunk).toContain('pay, alone, 1 call, once 2: the update says it\n  pay-notify: change orders\n');
  expect(textOf([fewer, cancel], shrunk)).toBe(shrunk);
  expect(() => textOf([{ ...fewer, calls: 0 }, cancel], shrunk)).toThrow('no reason: pay, alone');
  expect(textOf([pay, cancel], shrunk)).toBe(kept);
});

test('recordings: a flow that disappears needs a reason, which stays', () => {
  expect(() => textOf([pay], kept)).toThrow('no reason: cancel');
  const gone = textOf([pay], kept, 'nobody cancels');
  expect(gone).toContain('\nNo longer: cancel, once 1: nobody cancels\n');
  expect(textOf([pay], gone)).toBe(gone);
});

/** Actions of which some run in the recordings asks for more than to read. */
const disturbed = (recorded: string): Set<string> =>
  new Set(
    recorded
      .split('\n')
      .flatMap(
        (line) =>
          /^ {2}(?<action>\w+): (?=.*\b(insert|change|storage\.getUploadMetadata)\b)/.exec(line)?.groups?.action ?? [],
      ),
  );

test('recordings: every action that changes something is disturbed in a flow', () => {
  const flowing = disturbed(readFileSync(join(__dirname, 'recordings.txt'), 'utf8'));
  const writing = Object.entries(policy).filter(([, cases]) =>
    cases.some(({ changes, counts }: Pick<Case<Action>, 'changes' | 'counts'>) => changes !== undefined || counts),
  );
  const unseen = writing.flatMap(([action]) => (flowing.has(action) ? [] : [action]));
  expect(unseen).toEqual([]);
});
