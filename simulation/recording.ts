import type { FlowCall, Studied } from './sweep';

/**
 * What a flow asks of the cloud when nothing disturbs it, one line for each run of a function. It is kept, so that no
 * call comes or goes unseen.
 */
export function recordingOf({ flow, calls }: Studied): string {
  const runs = new Map<string, FlowCall[]>();
  for (const call of calls) runs.set(call.requestId, [...(runs.get(call.requestId) ?? []), call]);
  const lines = [...runs.values()].map(
    (run) => `  ${run[0]?.apiAction ?? run[0]?.function ?? ''}: ${run.map(said).join(', ')}`,
  );
  return `${flow.name}\n${lines.join('\n')}\n`;
}

const VERBS: Readonly<Record<string, string>> = {
  'database.aggregateDocuments': 'gather',
  'database.getDocument': 'read',
  'database.insertDocument': 'insert',
  'database.modifyDocument': 'change',
};

const said = ({ action, collection }: FlowCall): string =>
  [VERBS[action] ?? action, collection].filter((word) => word !== undefined).join(' ');
