import { isFields, type DocumentId, type Fields } from './document';
import { EngineFailure, refusal } from './failure';

/**
 * A value as it is stored: members that are undefined are left out, in arrays they become null, as the SDK does.
 * Refuses `$`-prefixed field names and what is no value, anywhere inside.
 */
export function stored(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return storedElements(value, path);
  if (isFields(value)) return storedFields(value, path);
  if (value === undefined) return null;
  const isValue = value === null || value instanceof Date || value instanceof RegExp || isScalar(value);
  if (!isValue) throw refusal(`the value of '${path}' cannot be stored`);
  return value;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function storedElements(elements: readonly unknown[], path: string): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [at, element] of elements.entries()) {
    const value = stored(element, path);
    if (Object.is(value, element)) continue;
    copy ??= [...elements];
    copy[at] = value;
  }
  return copy ?? elements;
}

function storedFields(fields: Fields, path: string): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(fields)) {
    const inner = path === '' ? name : `${path}.${name}`;
    checkFieldName(name, inner);
    const value = fields[name];
    const kept = value === undefined ? undefined : stored(value, inner);
    if (value !== undefined && Object.is(kept, value)) continue;
    copy ??= { ...fields };
    if (value === undefined) Reflect.deleteProperty(copy, name);
    else copy[name] = kept;
  }
  return copy ?? fields;
}

function checkFieldName(name: string, path: string): void {
  if (name.startsWith('$'))
    throw refusal(`The dollar ($) prefixed field '${name}' in '${path}' is not valid for storage.`);
  if (name === '__proto__' || name.includes('\0'))
    throw refusal(`The field name '${name}' in '${path}' is not valid for storage.`);
}

/** The parts of a path in an update; refuses empty, `$`-prefixed and positional parts. */
export function updatePath(path: string): readonly string[] {
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') throw refusal(`The update path '${path}' contains an empty field name, which is not allowed.`);
    if (/^\$(\[|$)/.test(part)) throw refusal(`The positional operator in '${path}' is not implemented here`);
    checkFieldName(part, path);
  }
  return parts;
}

/** Refuses two changes of one path, or of a path and what contains it. */
export function checkConflicts(paths: readonly string[]): void {
  const taken = new Set<string>();
  for (const path of paths) {
    if (taken.has(path)) throw refusal(`Updating the path '${path}' would create a conflict at '${path}'`);
    taken.add(path);
  }
  for (const path of paths) {
    for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
      const outer = path.slice(0, dot);
      if (taken.has(outer)) throw refusal(`Updating the path '${path}' would create a conflict at '${outer}'`);
    }
  }
}

/** The id of a document to be stored: a text or a number, as the SDK can carry no other. */
export function checkId(fields: Fields): DocumentId {
  const id = fields['_id'];
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new EngineFailure('INVALID_PARAM', `_id must be a string or a number, not ${JSON.stringify(id)}`);
}
