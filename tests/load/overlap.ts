import type { GatewayCall } from '../../emulator/gateway/cloud-parts';

/**
 * How many invocations had a document changed under them: one read it, another one changed it, and only then the first
 * one tried to change it. Only to be asked where the collection has but one document that anybody wants.
 */
export function overtaken(calls: readonly GatewayCall[], collection: string): number {
  const writes = calls.filter((call) => call.action === 'database.modifyDocument' && call.collection === collection);
  const reads = calls.filter(({ trace }) =>
    trace.some((each) => each.collection === collection && each.kind === 'read' && each.matched > 0),
  );
  const victims = reads.filter((read) => {
    const own = writes.find((write) => write.requestId === read.requestId && write.startedNth > read.answeredNth);
    return writes.some(
      (write) =>
        own !== undefined &&
        write.requestId !== read.requestId &&
        changed(write) &&
        write.startedNth > read.answeredNth &&
        write.answeredNth < own.startedNth,
    );
  });
  return new Set(victims.map(({ requestId }) => requestId)).size;
}

const changed = ({ trace }: GatewayCall): boolean => trace.some(({ kind, matched }) => kind === 'write' && matched > 0);

/** The most invocations of a function that were at work at the same time. */
export function atOnce(calls: readonly GatewayCall[], functionName: string): number {
  const spans = new Map<string, { from: number; to: number }>();
  for (const call of calls.filter((each) => each.function === functionName)) {
    const span = spans.get(call.requestId) ?? { from: call.startedNth, to: call.answeredNth };
    const from = Math.min(span.from, call.startedNth);
    spans.set(call.requestId, { from, to: Math.max(span.to, call.answeredNth) });
  }
  const all = [...spans.values()];
  return Math.max(0, ...all.map(({ from }) => all.filter((other) => other.from <= from && from <= other.to).length));
}
