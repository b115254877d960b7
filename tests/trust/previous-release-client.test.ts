import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { startStory, type Story } from '../story/cloud-driver';
import { answerLacks, type Names } from './previous-release/compare';
import type { Recorded } from './previous-release/recorder';
import { asked, tellAgain } from './previous-release/repeat';
import { recordedSteps } from './previous-release/sample';

/** What the previous release's client sends is answered as before; see previous-release/README.md. */
let cloud: Story;

beforeAll(async () => {
  cloud = await startStory();
});

afterAll(() => cloud.close());

test('every call of the previous release’s client is answered as before, with all that it said', async () => {
  const steps = recordedSteps();
  const refusals = new Set(asked(steps).flatMap(({ answer }) => (answer.ok ? [] : [answer.error])));
  expect(asked(steps).length).toBeGreaterThan(200);
  expect(refusals.size).toBeGreaterThan(25);
  expect(await tellAgain(cloud, steps)).toEqual([]);
});

describe('an answer lacks', () => {
  const granted = (data: unknown): Recorded => ({ ok: true, data });
  const refused = (error: string): Recorded => ({ ok: false, error });
  const [one, two, third] = ['0123456789ABCDEFGHJK', 'KJHGFEDCBA9876543210', 'MNPQRSTVWXYZ01234567'];
  const signed = (name: string): string => `KEY0.${name}V01.1.${name.repeat(5).slice(0, 86)}`;

  test.each<[what: string, recorded: Recorded, given: Recorded, lacks: string[]]>([
    ['nothing, when it says more', granted({ a: 1 }), granted({ a: 1, b: 2 }), []],
    ['a field that is gone', granted({ a: { b: 1 } }), granted({ a: {} }), ['.a.b is not there']],
    ['a number that is another', granted({ fen: 1 }), granted({ fen: 2 }), ['.fen is 2, was 1']],
    [
      'a word that is another',
      granted({ status: 'paid' }),
      granted({ status: 'issued' }),
      ['.status is "issued", was "paid"'],
    ],
    ['a kind that is another', granted({ fen: 1 }), granted({ fen: '1' }), ['.fen is "1", was 1']],
    ['a row that is missing', granted({ items: [1, 2] }), granted({ items: [1] }), ['.items: 1 for 2']],
    ['success, when it is refused', granted({}), refused('FORBIDDEN'), ['FORBIDDEN, was granted']],
    ['the refusal, when it is granted', refused('FORBIDDEN'), granted({}), ['granted, was FORBIDDEN']],
    ['the code of its refusal', refused('FORBIDDEN'), refused('NOT_FOUND'), ['NOT_FOUND, was FORBIDDEN']],
    ['nothing, when a thing has another id', granted([one, one]), granted([two, two]), []],
    [
      'one of two things, when they have one id',
      granted([one, two]),
      granted([third, third]),
      [`[1] is "${third}", was "${two}"`],
    ],
    [
      'nothing, when what is signed has the name of today in it',
      granted([one, signed(one)]),
      granted([two, signed(two)]),
      [],
    ],
    [
      'what is signed, when it is signed twice otherwise',
      granted([signed(one), signed(one)]),
      granted([signed(two), signed(third)]),
      [`[1] is "${signed(third)}", was "${signed(one)}"`],
    ],
    ['one thing, when it has two ids', granted([one, one]), granted([two, one]), [`[1] is "${one}", was "${one}"`]],
  ])('%s', (_, recorded, given, lacks) => {
    const names: Names = new Map();
    expect(answerLacks(recorded, given, names)).toEqual(lacks);
  });

  test('the id itself, where nothing may be called otherwise', () => {
    expect(answerLacks(granted({ id: one }), granted({ id: two }))).toEqual([`.id is "${two}", was "${one}"`]);
  });
});
