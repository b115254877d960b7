import { expect, test } from '@jest/globals';
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
