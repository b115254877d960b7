import { expect, test } from '@jest/globals';

import { dynamicWords, type Card } from './cards';

const parameters = { member_count: '1', room_limit: '3' };

test.each<[Partial<Card>, string | undefined]>([
  [{}, undefined],
  [{ parameters }, undefined],
  [{ activityId: 'a', parameters }, '成员正在加入，当前 1/3 人'],
  [{ activityId: 'a', parameters, state: 0 }, '成员正在加入，当前 1/3 人'],
  [{ activityId: 'a' }, undefined],
  [{ activityId: 'a', parameters, state: 1 }, '已到齐'],
  [{ activityId: 'a', parameters, state: 2 }, '已结束'],
])('a dynamic card says how far the group is: %j', (card, words) => {
  expect(dynamicWords(card)).toBe(words);
});
