import { isFields, type Document } from './document';
import { runStage } from './expression';

/** Only the wanted fields, `_id` first and the others in stored order, as MongoDB gives them. */
export function project(documents: readonly Document[], projection: object | undefined): readonly object[] {
  if (projection === undefined || Object.keys(projection).length === 0) return documents;
  return inStoredOrder(documents, runStage(documents, '$project', projection, {}));
}

/** mingo 7.2.7 puts `_id` last and the others in the order of the projection. */
export function inStoredOrder(before: readonly object[], after: readonly object[]): object[] {
  return after.map((projected, at) => {
    const source = before[at];
    if (!isFields(projected) || !isFields(source)) return projected;
    const ordered: Record<string, unknown> = {};
    const names = ['_id', ...Object.keys(source), ...Object.keys(projected)];
    for (const name of names) if (Object.hasOwn(projected, name)) ordered[name] = projected[name];
    return ordered;
  });
}
