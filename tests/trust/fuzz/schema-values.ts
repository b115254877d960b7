import * as z from 'zod/mini';
import type { $ZodCheck, $ZodChecks, $ZodType, $ZodTypes } from 'zod/v4/core';
import type { Chance } from '../../../simulation/chance';
import { pick } from '../../../simulation/months/choices';

/** Where values that mean something come from. */
export interface Source {
  readonly chance: Chance;
  /** Values that fields of this name may have in the world. */
  readonly names: (field: string) => readonly unknown[];
}

/** Tries to find a text that a schema takes. */
const TRIES = 4;
const LIST_MAX = 4;
/** Numbers that are not near a bound are small: so many units can be bought, so many rows be shown. */
const SMALL = 6;

const WORDS = ['双人下午茶', 'Café', 'a', '洗车 三次', '2026-11-22', '10001', 'request-id'];

/** A value that a schema takes, made by walking its definition. The field's name says what it may mean. */
export function valueOf(schema: $ZodType, field: string, source: Source): unknown {
  const { chance } = source;
  const { def } = (schema as $ZodTypes)._zod;
  switch (def.type) {
    case 'object':
      return objectOf(def.shape, source);
    case 'optional':
      return chance.below(2) === 0 ? undefined : valueOf(def.innerType, field, source);
    case 'array': {
      const length = Math.min(chance.below(LIST_MAX), bound(def.checks, 'maximum') ?? LIST_MAX);
      return Array.from({ length }, () => valueOf(def.element, field, source));
    }
    case 'union':
      return valueOf(pick(chance, def.options), field, source);
    case 'enum':
      return pick(chance, Object.values(def.entries));
    case 'boolean':
      return chance.below(2) === 0;
    case 'number':
      return numberOf(schema, field, source);
    case 'string':
      return textOf(schema, field, source);
    default:
      throw new Error(`no input of ours is ${def.type}: ${field}`);
  }
}

function objectOf(shape: Readonly<Record<string, $ZodType>>, source: Source): Record<string, unknown> {
  const entries = Object.entries(shape).map(([name, schema]) => [name, valueOf(schema, name, source)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function numberOf(schema: $ZodType, field: string, { chance, names }: Source): number {
  const { checks } = (schema as z.ZodMiniNumber)._zod.def;
  const [least, most] = [bound(checks, 'least') ?? 0, bound(checks, 'most') ?? Number.MAX_SAFE_INTEGER];
  const known = names(field).filter((value) => typeof value === 'number');
  if (known.length > 0 && chance.below(4) > 0) return pick(chance, known);
  if (chance.below(3) === 0) return pick(chance, [least, most]);
  return Math.min(most, Math.max(least, 1) + chance.below(SMALL));
}

function textOf(schema: $ZodType, field: string, { chance, names }: Source): string {
  const known = names(field).filter((value) => typeof value === 'string');
  for (let i = 0; i < TRIES; i += 1) {
    const text = known.length > 0 && chance.below(8) > 0 ? pick(chance, known) : pick(chance, WORDS);
    if (z.safeParse(schema, text).success) return text;
  }
  return known[0] ?? 'word';
}

/** A bound that the checks of a schema set: of a length, or of a number. */
function bound(checks: readonly $ZodCheck[] | undefined, which: 'maximum' | 'least' | 'most'): number | undefined {
  for (const check of (checks ?? []) as readonly $ZodChecks[]) {
    const { def } = check._zod;
    if (which === 'maximum' && def.check === 'max_length') return def.maximum;
    if (which === 'least' && def.check === 'greater_than') return Number(def.value);
    if (which === 'most' && def.check === 'less_than') return Number(def.value);
  }
  return undefined;
}
