import { expect, test } from '@jest/globals';

import { aGroup, GROUP, NOON } from '../views/documents-for-tests';
import { CARD_LIFE_MS, cardState, cardWord } from './share-card';
import { DAY_MS } from './time';

const formed = [
  { name: 'path', value: `pages/group/group?groupId=${GROUP}` },
  { name: 'version_type', value: 'release' },
];

test.each([
  [
    ...(['joined', {}, NOON, 0, '3'] as const),
    [
      { name: 'member_count', value: '3' },
      { name: 'room_limit', value: '5' },
    ],
  ],
  ['formed', { status: 'formed' }, NOON, 1, 'formed', formed],
  ['over, whether a timer has run or not', {}, NOON + 1000, 2, 'failed', []],
] as const)(
  'a card says that its group is %s, in another word than before',
  (_, changes, now, state, word, parameters) => {
    const group = aGroup({ size: 5, missing: 2, left: 2, ...changes });
    expect(cardState(group, now)).toEqual({ state, parameters });
    expect(cardWord(group, now)).toBe(word);
  },
);

test('a card can be changed for a day', () => {
  expect(CARD_LIFE_MS).toBe(DAY_MS);
});
