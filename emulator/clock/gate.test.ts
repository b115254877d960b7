import { describe, expect, test } from '@jest/globals';

import { Gate } from './gate';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Gate', () => {
  test('Gate: a jump waits for who is inside, who comes later waits for the jump', async () => {
    const gate = new Gate();
    const diary: string[] = [];
    let leave = (): void => undefined;
    const first = gate.pass(async () => {
      await new Promise<void>((resolve) => (leave = resolve));
      diary.push('first left');
    });
    const jump = gate.shut(async () => {
      diary.push('jump');
      await turn();
      diary.push('landed');
    });
    const second = gate.pass(() => Promise.resolve(diary.push('second')));
    await turn();
    expect(diary).toEqual([]);
    leave();
    await Promise.all([first, jump, second]);
    expect(diary).toEqual(['first left', 'jump', 'landed', 'second']);
  });

  test('Gate: jumps go one after the other, and one that fails opens the gate again', async () => {
    const gate = new Gate();
    const diary: string[] = [];
    const failing = gate.shut(async () => {
      diary.push('one');
      await turn();
      throw new Error('no');
    });
    const next = gate.shut(() => Promise.resolve(diary.push('two')));
    await expect(failing).rejects.toThrow('no');
    await next;
    await gate.pass(() => Promise.resolve(diary.push('inside')));
    expect(diary).toEqual(['one', 'two', 'inside']);
  });
});
