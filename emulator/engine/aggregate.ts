import { isFields, type Fields } from './document';
import { refusal } from './failure';
import { runStage as runByMingo } from './expression';
import { lookup, type RunStages, type Stage } from './lookup';
import { compileFilter } from './match';
import { matchFilter } from './match-filter';
import { inStoredOrder } from './projection';
import { select, type Wanted } from './select';
import type { Session } from './session';
import { sorted, type Sort } from './sort';
import { withServerDates } from './server-date';

/** The cloud's answer to an aggregate without any `$limit` ends here (community answer of 2023-10; unverified). */
const RESULTS_WITHOUT_LIMIT_MAX = 20;

/** Runs a pipeline over a collection: its leading `$match` by an index, `$lookup` by index, expressions by mingo. */
export function aggregate(session: Session, name: string, stages: readonly Stage[]): object[] {
  const collection = session.store.collection(name);
  const dated = stages.map(([stage, operand]) => [stage, withServerDates(operand, session.now)] as const);
  for (const [stage] of dated) stageNamed(stage);
  const { wanted, rest } = lead(dated);
  const results = runStages(session, select(session, collection, wanted, 'read'), rest, {});
  return dated.some(([stage]) => stage === '$limit') ? results : results.slice(0, RESULTS_WITHOUT_LIMIT_MAX);
}

/** What of the first stages, in this order, an index can serve: match, sort, skip, limit. */
function lead(stages: readonly Stage[]): { wanted: Wanted; rest: readonly Stage[] } {
  const taken = { at: 0 };
  const take = (name: string): unknown => (stages[taken.at]?.[0] === name ? stages[taken.at++]?.[1] : undefined);
  const filter = take('$match') ?? {};
  const sort = take('$sort');
  const skip = take('$skip');
  const limit = take('$limit');
  const wanted = {
    filter: matchFilter(filter, {}),
    ...(sort === undefined ? {} : { sort: sortOf(sort) }),
    ...(skip === undefined ? {} : { skip: whole('$skip', skip, 0) }),
    ...(limit === undefined ? {} : { limit: whole('$limit', limit, 1) }),
  };
  return { wanted, rest: stages.slice(taken.at) };
}

type RunStage = (
  session: Session,
  documents: readonly object[],
  operand: unknown,
  variables: Fields,
) => readonly object[];

const runStages: RunStages = (session, documents, stages, variables) =>
  stages.reduce<readonly object[]>(
    (reached, [name, operand]) => stageNamed(name)(session, reached, operand, variables),
    documents,
  ) as object[];

function stageNamed(name: string): RunStage {
  const stage = Object.hasOwn(stageTable, name) ? stageTable[name] : undefined;
  if (stage === undefined) throw refusal(`Unrecognized pipeline stage name: '${name}'`);
  return stage;
}

function byMingo(name: string): RunStage {
  return (_, documents, operand, variables) => runByMingo(documents, name, operand, variables);
}

function sortOf(operand: unknown): Sort {
  const fields = isFields(operand) ? Object.entries(operand) : [];
  if (fields.length === 0 || fields.some(([, direction]) => direction !== 1 && direction !== -1)) {
    throw refusal('$sort needs fields with 1 (for ascending) or -1 (for descending)');
  }
  return fields as unknown as Sort;
}

function whole(stage: string, operand: unknown, least: number): number {
  if (!Number.isInteger(operand) || (operand as number) < least) throw refusal(`invalid argument to ${stage} stage`);
  return operand as number;
}

/** The stages that wx-server-sdk 4.0.2 can send. */
const stageTable: Readonly<Record<string, RunStage>> = {
  $match: (_, documents, operand, variables) => documents.filter(compileFilter(matchFilter(operand, variables))),
  $sort: (_, documents, operand) => sorted(documents, sortOf(operand)),
  $skip: (_, documents, operand) => documents.slice(whole('$skip', operand, 0)),
  $limit: (_, documents, operand) => documents.slice(0, whole('$limit', operand, 1)),
  $count: (_, documents, operand) => counted(documents, operand),
  $lookup: (session, documents, operand, variables) => lookup(session, documents, operand, variables, runStages),
  $sample: (session, documents, operand) => sampled(session, documents, operand),
  $project: (session, documents, operand, variables) =>
    inStoredOrder(documents, byMingo('$project')(session, documents, operand, variables)),
  $addFields: byMingo('$addFields'),
  $bucket: bucket,
  $bucketAuto: byMingo('$bucketAuto'),
  $group: byMingo('$group'),
  $replaceRoot: byMingo('$replaceRoot'),
  $sortByCount: byMingo('$sortByCount'),
  $unwind: byMingo('$unwind'),
};

/** mingo 7.2.7 puts a value that equals a boundary into the bucket below it; MongoDB into the one that begins there. */
function bucket(
  session: Session,
  documents: readonly object[],
  operand: unknown,
  variables: Fields,
): readonly object[] {
  const { groupBy, boundaries, output = { count: { $sum: 1 } }, ...rest } = operand as Fields;
  if (!Array.isArray(boundaries) || boundaries.length < 2) throw refusal('$bucket needs at least 2 boundaries');
  const branches = boundaries.slice(1).map((end: unknown, i) => {
    const begin: unknown = boundaries[i];
    return { case: { $and: [{ $gte: [groupBy, begin] }, { $lt: [groupBy, end] }] }, then: begin };
  });
  const _id = { $switch: { branches, ...rest } };
  const grouped = byMingo('$group')(session, documents, { _id, ...(output as Fields) }, variables);
  return sorted(grouped, [['_id', 1]]);
}

function counted(documents: readonly object[], name: unknown): readonly object[] {
  if (typeof name !== 'string' || name === '' || /[$.]/.test(name))
    throw refusal('the count field must be a plain name');
  return documents.length === 0 ? [] : [{ [name]: documents.length }];
}

// Chance comes from the ids that were handed in, so that a seeded run repeats.
function sampled({ newId }: Session, documents: readonly object[], operand: unknown): readonly object[] {
  const size = whole('$sample', isFields(operand) ? operand['size'] : operand, 1);
  const drawn = documents.map((document) => ({ document, lot: newId().split('').reverse().join('') }));
  drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return drawn.slice(0, size).map(({ document }) => document);
}
