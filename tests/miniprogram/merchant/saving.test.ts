import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { formOf } from '../../../miniprogram/merchant/presenters/deal-form';
import { findProblems, problemsToTell, touched, unchecked } from '../../../miniprogram/merchant/services/deal-checking';
import { sendOnce } from '../../../miniprogram/merchant/services/once';
import { demandNoProblems, saveDealOnce, type PendingSave } from '../../../miniprogram/merchant/services/save-deal';
import { call, newRequestId, Refusal, Unreachable } from '../../../miniprogram/services/cloud';
import type { Input } from '../../../typings/api';
import { startStory, type Story } from '../../story/cloud-driver';
import { aDeal, openShop, OWNER } from '../../story/shop';

let cloud: Story;
/** What the owner's network does with the next calls. */
let network: 'works' | 'loses the answer' | 'is away' = 'works';
let pending: PendingSave;
const keep = (save: PendingSave): void => {
  pending = save;
};

/** The phone's door to the cloud, over this test's network. */
async function callFunction({ data }: { readonly data: object }): Promise<{ readonly result: unknown }> {
  if (network === 'is away') throw new Error('cloud.callFunction:fail');
  const { body } = await cloud.call(OWNER, 'api', data);
  if (network === 'loses the answer') throw new Error('cloud.callFunction:fail timeout');
  return body as { readonly result: unknown };
}

beforeAll(async () => {
  cloud = await startStory();
  await openShop(cloud);
  Object.assign(globalThis, { wx: { cloud: { callFunction } } });
});
beforeEach(() => {
  network = 'works';
  pending = undefined;
});
afterAll(() => cloud.close());

const titles = async (): Promise<string[]> =>
  (await cloud.query('deals')).map(({ rules }) => (rules as { readonly title: string }).title);
const over = async (how: typeof network, act: () => Promise<unknown>): Promise<void> => {
  network = how;
  await expect(act()).rejects.toThrow(Unreachable);
  network = 'works';
};

describe('saving a deal', () => {
  test('whose answer was lost is not done twice', async () => {
    const deal = aDeal({ title: '一次' });
    await over('loses the answer', () => saveDealOnce('', deal, pending, keep));
    const { dealId } = await saveDealOnce('', deal, pending, keep);
    expect(await titles()).toEqual(['一次']);
    expect(pending).toBeUndefined();
    expect((await call('getMerchantDeal', { dealId })).title).toBe('一次');
  });

  test('with other words after a lost answer writes over the first', async () => {
    const before = await titles();
    await over('loses the answer', () => saveDealOnce('', aDeal({ title: '先' }), pending, keep));
    await saveDealOnce('', aDeal({ title: '后' }), pending, keep);
    expect(await titles()).toEqual(expect.arrayContaining([...before, '后']));
    expect(await titles()).toHaveLength(before.length + 1);
  });

  test('with other words after a call that never arrived makes one deal', async () => {
    const before = await titles();
    await over('is away', () => saveDealOnce('', aDeal({ title: '先' }), pending, keep));
    await saveDealOnce('', aDeal({ title: '后来' }), pending, keep);
    expect(await titles()).toEqual(expect.arrayContaining([...before, '后来']));
    expect(await titles()).toHaveLength(before.length + 1);
  });

  test('that was refused is forgotten', async () => {
    await expect(saveDealOnce('NOPE', aDeal(), pending, keep)).rejects.toThrow(Refusal);
    expect(pending).toBeUndefined();
  });

  test('is judged before it is published', async () => {
    const unsold = aDeal({ groupPriceFen: 6000 });
    await expect(demandNoProblems(unsold)).rejects.toMatchObject({
      ...{ code: 'DEAL_HAS_PROBLEMS', detail: { problems: [{ field: 'groupPriceFen' }] } },
    });
    await expect(demandNoProblems(aDeal())).resolves.toBeUndefined();
  });
});

describe('an adjustment of stock', () => {
  test('whose answer was lost is made once', async () => {
    const { dealId } = await saveDealOnce('', aDeal({ title: '库存', stock: 5 }), undefined, keep);
    let kept: Input<'adjustStock'> | undefined = { requestId: newRequestId(), dealId, delta: 10 };
    const send = (request: Input<'adjustStock'>) => sendOnce('adjustStock', request, (next) => (kept = next));
    await over('loses the answer', () => send(kept as Input<'adjustStock'>));
    expect(await send(kept)).toEqual({ stock: 15 });
    expect(kept).toBeUndefined();
    expect((await call('getMerchantDeal', { dealId })).stock).toBe(15);
  });
});

describe('checking while typing', () => {
  const form = formOf(aDeal({ groupPriceFen: 6000 }));

  test('tells of a field only once somebody has come to it', async () => {
    const found = (await findProblems(form)) ?? [];
    const checking = { ...unchecked(), found };
    expect(problemsToTell(form, checking).groupPriceFen).toBe('');
    expect(problemsToTell(form, { found, told: ['groupPriceFen'] }).groupPriceFen).toBe('拼团价要低于单独购买价');
    expect(problemsToTell(form, { found, told: 'all' }).groupPriceFen).not.toBe('');
  });

  test('forgets what was found at a field that is changed', async () => {
    const found = (await findProblems(form)) ?? [];
    expect(touched({ found, told: [] }, 'groupPriceFen')).toEqual({ found: [], told: ['groupPriceFen'] });
    expect(touched({ found, told: 'all' }, 'title')).toEqual({ found, told: 'all' });
  });

  test('asks nothing about what cannot be read, and says nothing without an answer', async () => {
    expect(await findProblems({ ...form, groupSize: 'x' })).toBeUndefined();
    network = 'is away';
    expect(await findProblems(form)).toBeUndefined();
  });
});
