import { describe, expect, test } from '@jest/globals';

import { explain } from '../../../miniprogram/presenters/failure';
import { Refusal, Unreachable } from '../../../miniprogram/services/cloud';
import { watchNetwork } from '../../../miniprogram/services/network';
import { initially, show, stopShowing, type View } from '../../../miniprogram/services/show';

/** A page that keeps what it was set to, as WeChat's does. */
function newPage() {
  const sets: Record<string, unknown>[] = [];
  const page = {
    data: { view: initially<{ a: number; b: readonly number[] }>() as View<object> },
    sets,
    loads: 0,
    load() {
      page.loads += 1;
    },
    setData(change: Readonly<Record<string, unknown>>) {
      sets.push(change);
      for (const [path, value] of Object.entries(change)) {
        const field = path.slice('view.'.length);
        page.data = { view: (field ? { ...page.data.view, [field]: value } : value) as View<object> };
      }
    },
  };
  return page;
}

const answer = (value: object | 'empty') => () => Promise.resolve(value);
const failing = (error: Error) => () => Promise.reject(error);

describe('show', () => {
  test('fills a page with one setData, and again with what changed only', async () => {
    const page = newPage();
    await show(page, answer({ a: 1, b: [1] }));
    await show(page, answer({ a: 2, b: [1] }));
    await show(page, answer({ a: 2, b: [1] }));
    expect(page.sets).toEqual([{ view: { state: 'ready', stale: '', a: 1, b: [1] } }, { 'view.a': 2 }]);
  });

  test('a first failure is shown with what to do', async () => {
    const page = newPage();
    await show(page, failing(new Refusal('NOT_FOUND', {})));
    expect(page.data.view).toMatchObject({ state: 'failed', what: '没有找到内容', canRetry: false });
  });

  test('a later failure leaves what is shown, marked as stale, until it is fresh again', async () => {
    const page = newPage();
    await show(page, answer({ a: 1, b: [] }));
    await show(page, failing(new Unreachable('')));
    expect(page.data.view).toMatchObject({ state: 'ready', stale: '网络不通', a: 1 });
    await show(page, answer({ a: 1, b: [] }));
    expect(page.data.view).toMatchObject({ state: 'ready', stale: '' });
  });

  test('without a network the page loads again as soon as there is one, once', async () => {
    const page = newPage();
    let tell: (status: WechatMiniprogram.OnNetworkStatusChangeListenerResult) => void = () => undefined;
    Object.assign(globalThis, { wx: { onNetworkStatusChange: (listener: typeof tell) => (tell = listener) } });
    watchNetwork();
    await show(page, failing(new Unreachable('')));
    for (const isConnected of [false, true, true]) tell({ isConnected, networkType: 'wifi' });
    expect(page.loads).toBe(1);
  });

  test('a refusal takes away what may no longer be shown', async () => {
    const page = newPage();
    await show(page, answer({ a: 1, b: [] }));
    await show(page, failing(new Refusal('FORBIDDEN', {})));
    expect(page.data.view).toMatchObject({ state: 'failed' });
  });

  test('of two readings the later one counts, in whatever order they answer', async () => {
    const page = newPage();
    let answerFirst: (answered: object) => void = () => undefined;
    const first = show(page, () => new Promise<object>((resolve) => (answerFirst = resolve)));
    await show(page, answer({ a: 2, b: [] }));
    answerFirst({ a: 1, b: [] });
    await first;
    expect(page.data.view).toMatchObject({ a: 2 });
  });

  test('says whether it was its answer that is shown: not an overtaken one, and not a failure', async () => {
    const page = newPage();
    let answerFirst: (answered: object) => void = () => undefined;
    const first = show(page, () => new Promise<object>((resolve) => (answerFirst = resolve)));
    expect(await show(page, answer('empty'))).toBe(true);
    answerFirst({ a: 1, b: [] });
    expect(await first).toBe(false);
    expect(await show(page, failing(new Refusal('FORBIDDEN', {})))).toBe(false);
  });

  test('a page that has gone is touched no more, and nothing is read for it', async () => {
    const page = newPage();
    const reading = show(page, answer({ a: 1, b: [] }));
    stopShowing(page);
    expect(await reading).toBe(false);
    let reads = 0;
    await show(page, () => Promise.resolve({ a: (reads += 1), b: [] }));
    expect([page.sets, reads]).toEqual([[], 0]);
  });

  test('promises to try again by itself, which only a page that loads does', async () => {
    const page = newPage();
    await show(page, failing(new Unreachable('')));
    expect(page.data.view).toMatchObject({ state: 'failed', todo: '请检查网络，连上后会自动重试' });
    expect(explain(new Unreachable(''), 0).todo).not.toContain('自动');
    stopShowing(page);
  });
});
