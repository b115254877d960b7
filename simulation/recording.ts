import type { Studied } from './study';
import type { FlowCall } from './targets';

/** What a flow asks of the cloud when nothing disturbs it: one line for each run of a function. */
export interface Recording {
  readonly name: string;
  readonly calls: number;
  readonly lines: readonly string[];
}

/** Writes down what a flow's acts ask of the cloud. */
export function recordingOf({ start: { flow }, acts, calls: all }: Studied): Recording {
  const calls = all.filter(({ act }) => act < acts.length);
  const runs = new Map<string, FlowCall[]>();
  for (const call of calls) runs.set(call.requestId, [...(runs.get(call.requestId) ?? []), call]);
  const lines = [...runs.values()].map(
    (run) => `  ${run[0]?.apiAction ?? run[0]?.function ?? ''}: ${run.map(said).join(', ')}`,
  );
  return { name: flow.name, calls: calls.length, lines };
}

const VERBS: Readonly<Record<string, string>> = {
  'database.aggregateDocuments': 'gather',
  'database.getDocument': 'read',
  'database.insertDocument': 'insert',
  'database.modifyDocument': 'change',
};

const said = ({ action, collection }: FlowCall): string =>
  [VERBS[action] ?? action, collection].filter((word) => word !== undefined).join(' ');

/** The most calls that a flow was ever recorded with, and why there are fewer now. */
interface Mark {
  readonly most: number;
  readonly because: string;
}

const FLOW = /^(?<name>\S.*), (?<calls>\d+) calls?(?:, once (?<most>\d+): (?<because>.+))?$/;
const GONE = /^No longer: (?<name>.+), once (?<most>\d+): (?<because>.+)$/;

/**
 * The text in which recordings are kept, so that no call comes or goes unseen. Fewer calls than were ever kept, or a
 * flow that is no longer there, need a reason, which is kept with them; throws where there is none.
 */
export function textOf(recordings: readonly Recording[], kept: string, because = ''): string {
  const marks = marksIn(kept);
  const unexplained: string[] = [];
  const markOf = (name: string, calls: number): string => {
    const mark = marks.get(name);
    if (!mark || calls >= mark.most) return '';
    const why = because || (calls === keptCalls(kept, name) ? mark.because : '');
    if (why === '') unexplained.push(`${name}: ${String(calls)} calls, once ${String(mark.most)}`);
    return `, once ${String(mark.most)}: ${why}`;
  };
  const told = recordings.map(
    ({ name, calls, lines }) => `${name}, ${count(calls)}${markOf(name, calls)}\n${lines.join('\n')}\n`,
  );
  const names = new Set(recordings.map(({ name }) => name));
  const gone = [...marks.keys()].filter((name) => !names.has(name));
  const missed = gone.map((name) => `No longer: ${name}${markOf(name, 0)}\n`);
  if (unexplained.length > 0) throw new Error(`fewer calls, and no reason: ${unexplained.join('; ')}`);
  return [...told, ...missed].join('\n');
}

const count = (calls: number): string => `${String(calls)} ${calls === 1 ? 'call' : 'calls'}`;

function marksIn(kept: string): Map<string, Mark> {
  const found = kept.split('\n').flatMap((line) => {
    const { name, calls, most, because = '' } = (FLOW.exec(line) ?? GONE.exec(line))?.groups ?? {};
    return name === undefined ? [] : [[name, { most: Number(most ?? calls), because }] as const];
  });
  return new Map(found);
}

/** With how many calls a flow is kept now; none, if it is no longer there. */
function keptCalls(kept: string, wanted: string): number {
  const line = kept.split('\n').find((candidate) => FLOW.exec(candidate)?.groups?.name === wanted);
  return line === undefined ? 0 : Number(FLOW.exec(line)?.groups?.calls);
}
