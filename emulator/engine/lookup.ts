import { changeAt } from './change-at';
import { isFields, type Fields } from './document';
import { refusal } from './failure';
import { evaluate } from './expression';
import { matchFilter } from './match-filter';
import { partsOf, valuesAt } from './path';
import { select } from './select';
import type { Session } from './session';
import type { Trace } from './trace';

/** Runs the rest of a pipeline over documents; variables are those of the surrounding `let`. */
export type RunStages = (
  session: Session,
  documents: readonly object[],
  stages: readonly Stage[],
  variables: Fields,
) => object[];

/** One stage: its operator and operand. */
export type Stage = readonly [name: string, operand: unknown];

/** `$lookup` over the indexes of the other collection: mingo 7.2.7 would look at all of it for every document. */
export function lookup(
  session: Session,
  documents: readonly object[],
  operand: unknown,
  variables: Fields,
  runStages: RunStages,
): object[] {
  if (!isFields(operand) || typeof operand['from'] !== 'string' || typeof operand['as'] !== 'string') {
    throw refusal("$lookup needs the texts 'from' and 'as'");
  }
  const traces: Trace[] = [];
  const within = { ...session, trace: (trace: Trace) => traces.push(trace) };
  const join = joinOf(within, operand, operand['from'], variables, runStages);
  const as = partsOf(operand['as']);
  const joined = documents.map((document) => {
    const found = join(document);
    return changeAt(document, as, () => found) as object;
  });
  report(session, operand['from'], traces);
  return joined;
}

type Join = (document: object) => object[];

function joinOf(session: Session, operand: Fields, from: string, variables: Fields, runStages: RunStages): Join {
  const { localField, foreignField, pipeline, let: bindings = {} } = operand;
  if (typeof localField === 'string' && typeof foreignField === 'string' && pipeline === undefined) {
    return joinByFields(session, from, partsOf(localField), foreignField);
  }
  if (!Array.isArray(pipeline) || !isFields(bindings) || localField !== undefined) {
    throw refusal('$lookup needs either localField and foreignField, or a pipeline');
  }
  const stages = pipeline.map(stageOf);
  return (document) => {
    const bound: Record<string, unknown> = { ...variables };
    for (const [name, value] of Object.entries(bindings)) bound[name] = evaluate(document, value, variables);
    return joinByPipeline(session, from, stages, bound, runStages);
  };
}

function stageOf(stage: unknown): Stage {
  const entry = isFields(stage) ? Object.entries(stage) : [];
  const [only] = entry;
  if (only === undefined || entry.length > 1) throw refusal('a pipeline stage must have exactly one field');
  return only;
}

// A missing local field joins with null and missing ones; each element of an array joins by itself.
function joinByFields(session: Session, from: string, localField: readonly string[], foreignField: string): Join {
  const collection = session.store.collections.get(from);
  return (document) => {
    if (collection === undefined) return [];
    const values = valuesAt(document, localField).flatMap((value) =>
      Array.isArray(value) ? (value as unknown[]) : [value ?? null],
    );
    if (values.length === 0) return [];
    const wanted = values.length === 1 ? { $eq: values[0] } : { $in: values };
    return select(session, collection, { filter: { [foreignField]: wanted } }, 'read');
  };
}

function joinByPipeline(
  session: Session,
  from: string,
  stages: readonly Stage[],
  bound: Fields,
  runStages: RunStages,
): object[] {
  const collection = session.store.collections.get(from);
  if (collection === undefined) return [];
  const [first] = stages;
  const leads = first?.[0] === '$match';
  const filter = leads ? matchFilter(first[1], bound) : {};
  const found = select(session, collection, { filter }, 'read');
  return runStages(session, found, leads ? stages.slice(1) : stages, bound);
}

/** One trace for all that a look-up read in one collection. */
function report(session: Session, from: string, traces: readonly Trace[]): void {
  for (const nested of traces) if (nested.collection !== from) session.trace(nested);
  const own = traces.filter(({ collection }) => collection === from);
  const index = own.find((trace) => trace.index !== undefined)?.index;
  session.trace({
    collection: from,
    kind: 'read',
    examined: own.reduce((sum, { examined }) => sum + examined, 0),
    matched: own.reduce((sum, { matched }) => sum + matched, 0),
    ...(index === undefined ? {} : { index }),
  });
}
