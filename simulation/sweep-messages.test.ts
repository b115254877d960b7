import { expect, test } from '@jest/globals';
import { USUAL } from './circumstances';
import { peopleFlows } from './flows/people';
import { openStudies, studied } from './study';
import { caseName, casesOf, tryCase } from './sweep';

test('messages: however a run ends, a message is shown once in its words, or not at all', async () => {
  const flow = peopleFlows.find(({ name }) => name === 'a redemption is told beside the inbox');
  if (!flow) throw new Error('there is no such flow');
  const { start } = await openStudies().study(flow);
  const one = await studied(start, USUAL);
  expect(one.whole.end.filter((line) => line.startsWith("WeChat's message to "))).toHaveLength(1);
  const delivering = casesOf(one).filter(({ call }) => call.function === 'deliver');
  const wrong: string[] = [];
  for (const each of delivering) {
    const found = await tryCase(one, each);
    if (found.length > 0) wrong.push([caseName(one, each), ...found].join('\n  '));
  }
  expect(wrong).toEqual([]);
  expect(new Set(delivering.map(({ kind }) => kind)).size).toBe(5);
});
