import { expect, test } from '@jest/globals';
import type { Document } from '../../emulator/engine/engine';
import { Chronicle } from './chronicle';
import { shownTooOften } from './messages';

const shown = (openid: string) => ({ openid, template: 'demo-group-result' });
const written = (person: string, kind: string) => ({ person, kind });
const nothing: readonly object[] = [];

test.each([
  ['as often as it is written', [shown('lin')], [written('lin', 'group_formed')], []],
  ['less often', nothing, [written('lin', 'group_formed')], []],
  [
    'twice, and both are written',
    [shown('lin'), shown('lin')],
    [written('lin', 'group_formed'), written('lin', 'group_failed')],
    [],
  ],
  ['twice', [shown('lin'), shown('lin')], [written('lin', 'group_formed')], ['demo-group-result to lin']],
  ['to another', [shown('mei')], [written('lin', 'group_formed')], ['demo-group-result to mei']],
  ['of another kind', [shown('lin')], [written('lin', 'redeemed')], ['demo-group-result to lin']],
])('shownTooOften: a message is shown %s', (_, messages, inbox, wrong) => {
  const collections: Record<string, readonly object[]> = { sys_messages: messages, messages: inbox };
  const look = (name: string) => new Map(collections[name]?.map((each, i) => [i, each as Document]));
  const chronicle = new Chronicle();
  expect(shownTooOften({ sim: { look }, chronicle }).map((line) => line.split(' was ')[0])).toEqual(wrong);
  expect(chronicle.seen.has('message shown')).toBe(messages.length > 0);
});
