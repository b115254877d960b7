import type { $ZodType, $ZodTypes } from 'zod/v4/core';

/** What of an input names something that could be another's, by the name of the field. */
const NAMES = /Ids?$|^(?:token|code|invitation|setupCode|cursor)$/;

/** Fields that name something, and of which nothing could be another's: why. */
export const namesNobodys: Readonly<Record<string, string>> = {
  requestId: 'requests are known by merchant and person too: the same text of two people is two requests',
  cursor: 'a moment and an id after which a list goes on; whatever it holds, the list is of the caller’s own',
  imageFileIds: 'pictures of deals are there to be seen by everyone',
  subMchId: 'a number of WeChat’s, which the operator writes down',
  fileId: 'files belong to the environment, see docs/THREATS.md; what a file brings belongs to the caller’s deal',
};

/** The fields of an input that name something, those of objects and lists within it too. */
export function namedFields(schema: $ZodType): readonly string[] {
  const { def } = (schema as $ZodTypes)._zod;
  if (def.type === 'object') {
    return Object.entries(def.shape).flatMap(([name, inner]) => [
      ...(NAMES.test(name) ? [name] : []),
      ...namedFields(inner),
    ]);
  }
  if (def.type === 'optional') return namedFields(def.innerType);
  if (def.type === 'array') return namedFields(def.element);
  return def.type === 'union' ? def.options.flatMap(namedFields) : [];
}

/** The fields of which two inputs have different values, at whatever depth. */
export function differing(one: unknown, other: unknown): readonly string[] {
  if (!isObject(one) || !isObject(other)) return [];
  return Object.keys({ ...one, ...other }).flatMap((name) =>
    JSON.stringify(one[name]) === JSON.stringify(other[name]) ? [] : [name, ...differing(one[name], other[name])],
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
