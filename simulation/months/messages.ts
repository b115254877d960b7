import type { InboxMessage } from '../../cloudfunctions/domain/message';
import { messageTemplates } from '../../emulator/local/set-up';
import type { SentMessage } from '../../emulator/wechat/subscribe-message';
import type { Simulation } from '../simulation';
import type { Chronicle } from './chronicle';

interface Told {
  readonly sim: Pick<Simulation, 'look'>;
  readonly chronicle: Chronicle;
}

/** What is wrong with messages that WeChat has shown: of each kind a person reads as many in his inbox, or more. */
export function shownTooOften({ sim, chronicle }: Told): string[] {
  const shown = [...sim.look('sys_messages').values()] as unknown as readonly SentMessage[];
  const inbox = [...sim.look('messages').values()] as unknown as readonly InboxMessage[];
  if (shown.length > 0) chronicle.saw('message shown');
  const written = countsOf(inbox.map(({ person, kind }) => line(person, messageTemplates[kind])));
  return [...countsOf(shown.map(({ openid, template }) => line(openid, template)))].flatMap(([who, times]) =>
    times > (written.get(who) ?? 0) ? [`${who} was shown ${String(times)} times, and written less often`] : [],
  );
}

const line = (person: string, template = 'no template'): string => `${template} to ${person}`;

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of lines) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
