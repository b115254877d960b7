import { describe, expect, test } from '@jest/globals';

import { Refused } from '../weixin/refused';
import { api, demandText, type Callbacks } from './call';

/** Calls an API with callbacks and tells which of them were called with what, in their order. */
function heard(run: () => unknown): Promise<(readonly [string, unknown])[]> {
  return new Promise((resolve) => {
    const calls: (readonly [string, unknown])[] = [];
    const note = (name: string) => (answer: unknown) => {
      calls.push([name, answer]);
      if (name === 'complete') resolve(calls);
    };
    const callbacks: Callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
    expect(api('scanCode', run)(callbacks)).toBeUndefined();
    expect(calls).toEqual([]);
  });
}

describe('an API of WeChat', () => {
  const answer = { result: 'a', errMsg: 'scanCode:ok' };
  const failure = { errMsg: 'scanCode:fail cancel', errno: 3 };

  test.each<[string, () => unknown, [string, unknown][]]>([
    [
      'that answers, at once',
      () => ({ result: 'a' }),
      [
        ['success', answer],
        ['complete', answer],
      ],
    ],
    [
      'that answers, later',
      () => Promise.resolve({ result: 'a' }),
      [
        ['success', answer],
        ['complete', answer],
      ],
    ],
    [
      'that is refused',
      () => Promise.reject(new Refused('cancel', { errno: 3 })),
      [
        ['fail', failure],
        ['complete', failure],
      ],
    ],
  ])('calls back, never before it has returned: one %s', async (_case, run, expected) => {
    expect(await heard(run)).toEqual(expected);
  });

  test('gives a promise when it gets no callback', async () => {
    await expect(api('getStorage', () => ({ data: 1 }))()).resolves.toEqual({ data: 1, errMsg: 'getStorage:ok' });
    await expect(api('hideToast', () => undefined)({})).resolves.toEqual({ errMsg: 'hideToast:ok' });
  });

  test('rejects with a plain object, as WeChat does', async () => {
    const failing = api('navigateTo', () => {
      throw new Error('page "x" is not found');
    });
    await expect(failing()).rejects.toStrictEqual({ errMsg: 'navigateTo:fail page "x" is not found' });
  });

  test.each([
    [{}, 'Undefined'],
    [{ title: null }, 'Null'],
    [{ title: 3 }, 'Number'],
  ])('names a parameter of the wrong type: %j', async (options, given) => {
    const failing = api('showToast', (asked) => ({ title: demandText(asked, 'title') }));
    await expect(failing(options)).rejects.toStrictEqual({
      errMsg: `showToast:fail parameter error: parameter.title should be String instead of ${given};`,
    });
  });
});
